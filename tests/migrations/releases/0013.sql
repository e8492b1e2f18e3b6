BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	password VARCHAR, 
	totp_sealed VARCHAR, 
	opened_at VARCHAR(40) NOT NULL, 
	opened_by VARCHAR NOT NULL, 
	closed_at VARCHAR(40), 
	closed_by VARCHAR
);
INSERT INTO "account" VALUES(1,'王芳','office','$argon2id$v=19$m=19456,t=2,p=1$Ss1UKyD5JtwBqBn/6xscAQ$1LLF64CzsXDjs8p+xP7h5UkIJnyQ+iirSrAeXefty08','ASOI2RoMWGcu1yClv4mwktNERD_8spD7AERj8LIK5EpL-oLKzO5Tvz5bOYSiYDUXTP5NNxluA1uCab68CQ==','2025-06-01T09:00:00+08:00','王',NULL,NULL);
INSERT INTO "account" VALUES(2,'E0001','expert',NULL,NULL,'2025-06-01T09:00:00+08:00','王',NULL,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0013');
CREATE TABLE assignment (
	id VARCHAR NOT NULL, 
	packets VARCHAR NOT NULL, 
	seed_from VARCHAR NOT NULL, 
	replaces VARCHAR, 
	made_by VARCHAR NOT NULL, 
	made_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_assignment PRIMARY KEY (id)
);
INSERT INTO "assignment" VALUES('01','00','system',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "assignment" VALUES('02','00','system','01','王','2025-06-01T09:00:00+08:00');
CREATE TABLE attempt (
	"key" VARCHAR NOT NULL, 
	tries INTEGER NOT NULL, 
	first_at VARCHAR(40) NOT NULL, 
	locked_until VARCHAR(40), 
	CONSTRAINT pk_attempt PRIMARY KEY ("key")
);
CREATE TABLE ballot (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	definition TEXT NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	closing TEXT, 
	closed_at VARCHAR(40), 
	voided VARCHAR, 
	CONSTRAINT fk_ballot_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_meeting_id_number UNIQUE (meeting_id, number)
);
CREATE TABLE ballot_count (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	ballot_id INTEGER, 
	number INTEGER NOT NULL, 
	readings JSON NOT NULL, 
	entered JSON NOT NULL, 
	outcomes JSON NOT NULL, 
	mismatches JSON NOT NULL, 
	counted_by VARCHAR NOT NULL, 
	counted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_ballot_count_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id), 
	CONSTRAINT fk_ballot_count_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ballot_count_meeting_id_number UNIQUE (meeting_id, number)
);
INSERT INTO "ballot_count" VALUES(1,3,NULL,1,'{}','{}','[]','[]','王','2025-06-01T09:00:00+08:00');
CREATE TABLE ballot_token (
	ballot_id INTEGER NOT NULL, 
	member VARCHAR NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_ballot_token PRIMARY KEY (ballot_id, member), 
	CONSTRAINT fk_ballot_token_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
);
CREATE TABLE ballot_vote (
	ballot_id INTEGER NOT NULL, 
	hash VARCHAR NOT NULL, 
	vote TEXT NOT NULL, 
	CONSTRAINT pk_ballot_vote PRIMARY KEY (ballot_id, hash), 
	CONSTRAINT fk_ballot_vote_ballot_id FOREIGN KEY(ballot_id) REFERENCES ballot (id)
)
 WITHOUT ROWID

;
CREATE TABLE calendar_year (
	year INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	off JSON NOT NULL, 
	worked JSON NOT NULL, 
	CONSTRAINT pk_calendar_year PRIMARY KEY (year)
);
INSERT INTO "calendar_year" VALUES(2027,'the notice','["2027-01-01"]','[]');
CREATE TABLE checkpoint (
	size INTEGER NOT NULL, 
	root VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	signed_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
);
INSERT INTO "checkpoint" VALUES(53,'401293ce9ca3ffc94feb2a3a91fb3bbaf2052ab995bf8934cd665644e5eda617','a/log
53
QBKTzpyj/8lP6yo6kfs7uvIFKrmVv4k0zWZWROXtphc=

— a/log h/6o8qJH6SNUyAX4Sm9aqhQNL9+apRxkBt6S6XSGuXse6UurWkyM7ZliUOpLI0+gphBbFscM386mtxGMFv7cd6U3EQ8=
','2025-06-01T09:00:00+08:00');
INSERT INTO "checkpoint" VALUES(54,'b51f6681bae36ade02b8bed418817572d60e04f88b8cd118983a1209de3e5ea6','a/log
54
tR9mgbrjat4CuL7UGIF1ctYOBPiLjNEYmDoSCd4+XqY=

— a/log h/6o8sh3i/U1coMD2XeTeoRo80mUL9g8MFoH7sdDk5BVkf+CN64mlxo9MhLiKMJIx+6jhA2hgNXmhctzoeaIgwQQVw4=
','2025-06-01T09:00:00+08:00');
CREATE TABLE committee (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	series VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	CONSTRAINT uq_committee_name_year UNIQUE (name, year)
);
INSERT INTO "committee" VALUES(1,'甲评委会',2025,'工程','中级');
CREATE TABLE committee_season (
	committee_id INTEGER NOT NULL, 
	days JSON NOT NULL, 
	traits JSON NOT NULL, 
	filed_from DATE, 
	filed_until DATE, 
	CONSTRAINT pk_committee_season PRIMARY KEY (committee_id), 
	CONSTRAINT fk_committee_season_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id)
);
INSERT INTO "committee_season" VALUES(1,'{"meeting": "2025-06-01"}','["grassroots"]',NULL,NULL);
CREATE TABLE committee_text (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	part VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	digest VARCHAR NOT NULL, 
	saved_by VARCHAR NOT NULL, 
	saved_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_committee_text_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT uq_committee_text_committee_id_part_number UNIQUE (committee_id, part, number)
);
INSERT INTO "committee_text" VALUES(1,1,'conditions',1,'a = 1
','cb78bd8a17f7b751fe0d4663366dcbc257204033ef7ddd64b1f2969573b5b2e2','王','2025-06-01T09:00:00+08:00');
INSERT INTO "committee_text" VALUES(2,1,'statements',1,'b = 1
','8145ffb7ae49189a29786d78eb695e736fcb0834b0d93195ad8137160ca8b4a9','王','2025-06-01T09:00:00+08:00');
CREATE TABLE complaint (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	publicity_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	line INTEGER, 
	what TEXT NOT NULL, 
	received_on DATE NOT NULL, 
	registered_by VARCHAR NOT NULL, 
	registered_at VARCHAR(40) NOT NULL, 
	finding VARCHAR, 
	answer TEXT, 
	answered_on DATE, 
	answered_by VARCHAR, 
	CONSTRAINT fk_complaint_publicity_id FOREIGN KEY(publicity_id) REFERENCES publicity (id)
);
INSERT INTO "complaint" VALUES(1,2,'reviewing',1,'情况','2025-08-20','王','2025-06-01T09:00:00+08:00',NULL,NULL,NULL,NULL);
INSERT INTO "complaint" VALUES(2,3,'reviewing',1,'情况','2025-08-20','王','2025-06-01T09:00:00+08:00','unfounded','查无实据','2025-08-21','王');
CREATE TABLE device_key (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER NOT NULL, 
	key_id VARCHAR NOT NULL, 
	public VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, 
	bound_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	ended_why VARCHAR, 
	CONSTRAINT fk_device_key_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_device_key_key_id UNIQUE (key_id)
);
INSERT INTO "device_key" VALUES(1,2,'57a6dfd7a249eb242ebfacbbf91fc7652f0d440f5f1dd7d750694fc68b4c3df8','047135fa4fd93a09dce98bbf681b4bfcf50e7c0d6354e62afb0bff2a3429617865ed4c1f02ddb9023ee56a557e515d6a9dc66c11f220960de594334df588776724','Chrome','2025-06-01T09:00:00+08:00',NULL,NULL);
CREATE TABLE draw (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	attempt INTEGER NOT NULL, 
	roster_id INTEGER NOT NULL, 
	facts JSON NOT NULL, 
	method VARCHAR NOT NULL, 
	tickets INTEGER, 
	seed VARCHAR, 
	table_seed VARCHAR, 
	assurance VARCHAR NOT NULL, 
	started_at VARCHAR(40) NOT NULL, 
	finished_at VARCHAR(40) NOT NULL, 
	versions JSON NOT NULL, 
	verdicts JSON NOT NULL, 
	chances JSON NOT NULL, 
	outcome VARCHAR NOT NULL, 
	CONSTRAINT fk_draw_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_draw_roster_id FOREIGN KEY(roster_id) REFERENCES roster (id), 
	CONSTRAINT uq_draw_committee_id_attempt UNIQUE (committee_id, attempt)
);
INSERT INTO "draw" VALUES(1,1,1,2,'{"name": "甲评委会", "year": 2025, "series": "工程", "level": "中级", "seats": 2, "meeting": "2025-08-15", "basis": null, "self_reviewing_unit": null, "affiliates": [], "enterprise_related": null, "private_enterprise_at_least": null, "max_per_employer": null, "previous_panel": null, "keep": [], "reserves": 0, "replacement": "queue", "filed_from": null, "filed_until": null, "pool_cleaned_on": null, "neighbours": {}, "recused": [], "specialties": {}, "settings": {}, "waivers": [], "records": {}, "applying": null, "supervising_units": null}','lottery',NULL,NULL,NULL,'M0','2025-06-01T09:00:00+08:00','2025-06-01T09:00:00+08:00','{}','[]','{}','seated');
CREATE TABLE expert (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_no VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	gender VARCHAR, 
	employer VARCHAR NOT NULL, 
	employer_kind VARCHAR, 
	region VARCHAR, 
	series VARCHAR NOT NULL, 
	specialties JSON NOT NULL, 
	level VARCHAR NOT NULL, 
	integrity VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	birth_month DATE, 
	id_number_sealed VARCHAR, 
	id_number_hash VARCHAR, 
	phone_sealed VARCHAR, 
	email_sealed VARCHAR, 
	years_known BOOLEAN NOT NULL, 
	listed BOOLEAN NOT NULL
);
INSERT INTO "expert" VALUES(1,'E0001','张1','男','云岭第1研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AdUwZU_cUer1cPn9KrIsr2rJ1dAVpsGjBOD-K-Xc8FbGzEQCoJWDreO81z1QTjI=','e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1','AfuDJ5uA4Lpbau2g1BGX3C2LtKXS75zLbF2jgBCo1y2UvrxF5-NXQw==','AWIZ6yoZEutDtQaSnEaJ9X4aEHaP39GvB7fanWueShRdA5aTX2ElthvJlY6Zww==',1,1);
INSERT INTO "expert" VALUES(2,'E0002','张2','男','云岭第2研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','ASR10Jmu6Jo6D9c5B4jLxMtlHIrlGclrtuaJSAz28EE9ggDncpB5OkzFiQC9zA8=','4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007','ASycCUWjkuOnDt4MbKrftnJQx9xNKZ4DgrJunUnaLwrbwU-bdvum1A==','AT8ZBhyef5GjRfXHbiKMKzRjkNR1isyVSio6GlDBQ75ZeJnVOIOXutogM-MXZg==',1,1);
INSERT INTO "expert" VALUES(3,'E0003','张3','男','云岭第3研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','ASWoC9M8b8g8d7m1uG-wgrxB0ma2-cwfz1RFsoMaUKTOyhjgfrnXAaHjIA7kEAc=','d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79','Abc8eJ3MsjyDYpoSYMGajHCKHqaiKCJs6eX2Dg3MpxZDcS19X2Vx4Q==','AZUmnHF2dLk0YglLKh8Mrc7tllvu5MP81intbRduKoNnoZj-dKzemgZTput_Dw==',1,0);
CREATE TABLE filing (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	committee_id INTEGER, 
	subject VARCHAR NOT NULL, 
	again INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	asked JSON NOT NULL, 
	opened_on DATE NOT NULL, 
	opened_as VARCHAR NOT NULL, 
	opened_by VARCHAR NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_filing_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT uq_filing_kind_year_committee_id_subject_again UNIQUE (kind, year, committee_id, subject, again)
);
INSERT INTO "filing" VALUES(1,'annual-notice',2025,1,'',0,'issued','{}','2025-06-01','office','王','2025-06-01T09:00:00+08:00');
CREATE TABLE filing_paper (
	filing_id INTEGER NOT NULL, 
	step INTEGER NOT NULL, 
	paper VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	pages INTEGER, 
	CONSTRAINT pk_filing_paper PRIMARY KEY (filing_id, step, paper, digest), 
	CONSTRAINT fk_filing_paper_filing_id FOREIGN KEY(filing_id) REFERENCES filing (id)
);
INSERT INTO "filing_paper" VALUES(1,1,'notice','00','通知.pdf',1,2);
CREATE TABLE filing_step (
	filing_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	transition VARCHAR NOT NULL, 
	origin VARCHAR NOT NULL, 
	reached VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	done_by VARCHAR NOT NULL, 
	done_on DATE NOT NULL, 
	entered_at VARCHAR(40) NOT NULL, 
	reason TEXT NOT NULL, 
	stated JSON NOT NULL, 
	due DATE, 
	CONSTRAINT pk_filing_step PRIMARY KEY (filing_id, number), 
	CONSTRAINT fk_filing_step_filing_id FOREIGN KEY(filing_id) REFERENCES filing (id)
);
INSERT INTO "filing_step" VALUES(1,1,'issue','drafting','issued','office','王','2025-06-01','2025-06-01T09:00:00+08:00','','{}','2025-06-12');
CREATE TABLE idempotency (
	who VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	request VARCHAR NOT NULL, 
	status INTEGER NOT NULL, 
	media_type VARCHAR NOT NULL, 
	location VARCHAR, 
	body BLOB NOT NULL, 
	done_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_idempotency PRIMARY KEY (who, "key")
);
CREATE TABLE import_batch (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	imported_at VARCHAR(40) NOT NULL, 
	imported_by VARCHAR NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	removed INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	undone_at VARCHAR(40), 
	undone_by VARCHAR
);
INSERT INTO "import_batch" VALUES(1,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',3,0,0,0,NULL,NULL);
INSERT INTO "import_batch" VALUES(2,'名册.xlsx','00','2025-06-01T09:00:00+08:00','王',0,1,0,2,NULL,NULL);
INSERT INTO "import_batch" VALUES(3,'b.xlsx','01','2025-06-01T09:00:00+08:00','王',0,1,1,1,NULL,NULL);
CREATE TABLE imported_row (
	batch_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON NOT NULL, 
	CONSTRAINT pk_imported_row PRIMARY KEY (batch_id, expert_id), 
	CONSTRAINT fk_imported_row_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
INSERT INTO "imported_row" VALUES(1,1,NULL,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AdUwZU_cUer1cPn9KrIsr2rJ1dAVpsGjBOD-K-Xc8FbGzEQCoJWDreO81z1QTjI=", "phone_sealed": "ARFZcQSV9yWI8C7q2tyUBvDMx8dcoN6KCfr9WlK7v3J0osNnHRO-cQ==", "email_sealed": "AWIZ6yoZEutDtQaSnEaJ9X4aEHaP39GvB7fanWueShRdA5aTX2ElthvJlY6Zww==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,2,NULL,'{"columns": {"expert_no": "E0002", "name": "张2", "gender": "男", "employer": "云岭第2研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "ASR10Jmu6Jo6D9c5B4jLxMtlHIrlGclrtuaJSAz28EE9ggDncpB5OkzFiQC9zA8=", "phone_sealed": "ASycCUWjkuOnDt4MbKrftnJQx9xNKZ4DgrJunUnaLwrbwU-bdvum1A==", "email_sealed": "AT8ZBhyef5GjRfXHbiKMKzRjkNR1isyVSio6GlDBQ75ZeJnVOIOXutogM-MXZg==", "id_number_hash": "4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,3,NULL,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "ASWoC9M8b8g8d7m1uG-wgrxB0ma2-cwfz1RFsoMaUKTOyhjgfrnXAaHjIA7kEAc=", "phone_sealed": "Abc8eJ3MsjyDYpoSYMGajHCKHqaiKCJs6eX2Dg3MpxZDcS19X2Vx4Q==", "email_sealed": "AZUmnHF2dLk0YglLKh8Mrc7tllvu5MP81intbRduKoNnoZj-dKzemgZTput_Dw==", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(2,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AdUwZU_cUer1cPn9KrIsr2rJ1dAVpsGjBOD-K-Xc8FbGzEQCoJWDreO81z1QTjI=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": "ARFZcQSV9yWI8C7q2tyUBvDMx8dcoN6KCfr9WlK7v3J0osNnHRO-cQ==", "email_sealed": "AWIZ6yoZEutDtQaSnEaJ9X4aEHaP39GvB7fanWueShRdA5aTX2ElthvJlY6Zww==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AdUwZU_cUer1cPn9KrIsr2rJ1dAVpsGjBOD-K-Xc8FbGzEQCoJWDreO81z1QTjI=", "phone_sealed": null, "email_sealed": "AWIZ6yoZEutDtQaSnEaJ9X4aEHaP39GvB7fanWueShRdA5aTX2ElthvJlY6Zww==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AdUwZU_cUer1cPn9KrIsr2rJ1dAVpsGjBOD-K-Xc8FbGzEQCoJWDreO81z1QTjI=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": null, "email_sealed": "AWIZ6yoZEutDtQaSnEaJ9X4aEHaP39GvB7fanWueShRdA5aTX2ElthvJlY6Zww==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AdUwZU_cUer1cPn9KrIsr2rJ1dAVpsGjBOD-K-Xc8FbGzEQCoJWDreO81z1QTjI=", "phone_sealed": "AfuDJ5uA4Lpbau2g1BGX3C2LtKXS75zLbF2jgBCo1y2UvrxF5-NXQw==", "email_sealed": "AWIZ6yoZEutDtQaSnEaJ9X4aEHaP39GvB7fanWueShRdA5aTX2ElthvJlY6Zww==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,3,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "ASWoC9M8b8g8d7m1uG-wgrxB0ma2-cwfz1RFsoMaUKTOyhjgfrnXAaHjIA7kEAc=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "Abc8eJ3MsjyDYpoSYMGajHCKHqaiKCJs6eX2Dg3MpxZDcS19X2Vx4Q==", "email_sealed": "AZUmnHF2dLk0YglLKh8Mrc7tllvu5MP81intbRduKoNnoZj-dKzemgZTput_Dw==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "ASWoC9M8b8g8d7m1uG-wgrxB0ma2-cwfz1RFsoMaUKTOyhjgfrnXAaHjIA7kEAc=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "Abc8eJ3MsjyDYpoSYMGajHCKHqaiKCJs6eX2Dg3MpxZDcS19X2Vx4Q==", "email_sealed": "AZUmnHF2dLk0YglLKh8Mrc7tllvu5MP81intbRduKoNnoZj-dKzemgZTput_Dw==", "years_known": true, "listed": false}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
CREATE TABLE invite (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	issued_at VARCHAR(40) NOT NULL, 
	issued_by VARCHAR NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	ended_why VARCHAR, 
	CONSTRAINT fk_invite_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_invite_code UNIQUE (code)
);
INSERT INTO "invite" VALUES(1,'cbce7f9a774707a08bd341bffebc11b0b7da032f8f4ce1056691c99111169d71',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00','replaced');
INSERT INTO "invite" VALUES(2,'376018630f12af6328f0e96d3d762b3950f63c9bcbf161e474e4f2ba1951e791',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00','used');
INSERT INTO "invite" VALUES(3,'4b2d04b0f68cefc1b81d78d04412cd9a282053f6c143b4c96fbf482ef5a4333e',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00','tries');
INSERT INTO "invite" VALUES(4,'9d53b59bcf69d7c08b17cb7d344922edf60dd23dc4ca85c72c7fed40dc345d0e',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00',NULL,NULL);
CREATE TABLE joint_act (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	content JSON NOT NULL, 
	reason VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	proposed_account INTEGER NOT NULL, 
	proposed_by VARCHAR NOT NULL, 
	proposed_role VARCHAR NOT NULL, 
	proposed_at VARCHAR(40) NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	decision VARCHAR, 
	decided_account INTEGER, 
	decided_by VARCHAR, 
	decided_role VARCHAR, 
	decided_at VARCHAR(40), 
	note VARCHAR, 
	outcome JSON, 
	CONSTRAINT ck_joint_act_two_people CHECK (decision IS NULL OR decision = 'withdrawn' OR decided_account <> proposed_account), 
	CONSTRAINT fk_joint_act_proposed_account FOREIGN KEY(proposed_account) REFERENCES account (id), 
	CONSTRAINT fk_joint_act_decided_account FOREIGN KEY(decided_account) REFERENCES account (id)
);
CREATE TABLE kinship (
	expert_id INTEGER NOT NULL, 
	kin_no VARCHAR NOT NULL, 
	CONSTRAINT pk_kinship PRIMARY KEY (expert_id, kin_no), 
	CONSTRAINT fk_kinship_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
CREATE TABLE ledger_entry (
	seq INTEGER NOT NULL, 
	leaf_hash VARCHAR NOT NULL, 
	entry TEXT NOT NULL, 
	CONSTRAINT pk_ledger_entry PRIMARY KEY (seq)
);
INSERT INTO "ledger_entry" VALUES(0,'8c0883e6d4dca9af9939f2ef4914af062a5e0a7a7abe52ccc06f45f296010eab','{"actor":"office","body_hash":"e3e389be990cf9b8fbb68957cebfe298701f47d2e7cc3ce98ce26350cab926c1","scope":"pool","seq":0,"t":"2025-06-01T09:00:00+08:00","type":"ledger:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(1,'6d43df4dcfb884a9c9d334ebb7440ec26cacf67e92c094640c23064229812933','{"actor":"office","body_hash":"c93ff9a97066b7089c69d81cc3cfadbdbe6832116e1e83890350a41d7bd1e9a9","scope":"pool","seq":1,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(2,'4e4a0ee8d7ac8579296b58811842ed8c53ddc0ce1d3098b3f004fb8524827342','{"actor":"office","body_hash":"eb150723e9555ce6feaa126dda4525b3cbe93104cb11eb6bfde08dfe1196ea55","scope":"pool","seq":2,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(3,'c18fd6cafb0a025c153cef1c44e2d899ae02959578159169c75191be48054570','{"actor":"office","body_hash":"04d090bbce82c3f5b0a28cc86f56952b6d6edcc20a7535ac9f7c768059578226","scope":"pool","seq":3,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(4,'fb93c91b27cdacbd34a5bc2a8aa5966a5c2ca1bca29fea1c1bb1b357427939d2','{"actor":"office","body_hash":"80384e484a2fe9e83e97afbd5fa7bebba02a7286ec4b987ca06783beb8e7483e","scope":"pool","seq":4,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(5,'f1317afa286d17a849c350e7da8a1dc663c89a8d235c75d587add3f51bca545e','{"actor":"office","body_hash":"fda4ba3b37781213c85acc12b2cfa6ba63b70c5b5cefbbdb0b9dab40d30cf75a","scope":"g1","seq":5,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(6,'24525b6b8e159f7ae8abb0e0ad47a7670760bd547c7abf936de0dd5eb460ef79','{"actor":"office","body_hash":"6941115a63f3e68085ec7f95feea4c65662fe81aa93bd8652644fbeafc4a5d1f","scope":"g1","seq":6,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(7,'22c051414107a80542cd28505c8f3976af3ac20ac6dd2fb01918047c03f0f26d','{"actor":"office","body_hash":"97c9b0f13ae329984bfe7d1b2399dcfae4555f9b29b1c6feb89ff075b85131b8","scope":"pool","seq":7,"t":"2025-06-01T09:00:00+08:00","type":"account:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(8,'702ff07c5d2f556dc09c116ed7a0321752324c34a37b1f28e81a7e5fa8ba2fec','{"actor":"office","body_hash":"f5db3890372043d611ee21958bf23e5516138feb59452c8b01038d7da7237f73","scope":"pool","seq":8,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(9,'4add703e564feb109d39cce0f6bcc7b26ff5e0d6a7694c8a69030acf82698bff','{"actor":"office","body_hash":"eb162dbac2de7baf75d78a3be52aaeeaa9820fd4a7cab53a8db60534a442cc44","scope":"pool","seq":9,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(10,'074d930ee29e1edfcc5a70bd7f22d483456669c525da30539692c0ab2cebb3c1','{"actor":"office","body_hash":"6d66075df5916e0e1401086ee73780523023e758c3d0eac63bc45b8e12f374ef","scope":"pool","seq":10,"t":"2025-06-01T09:00:00+08:00","type":"invite:ended","v":1}');
INSERT INTO "ledger_entry" VALUES(11,'372d5dd36f58013198303e17f6f6b55986a5d5455356b4b6045fc7cb20ccfccd','{"actor":"office","body_hash":"08b5f19cc4b713a6ed38088858d3f1a42c34c6c967d48df00133f624231ade6b","scope":"pool","seq":11,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(12,'9751fd5a8db9dfff01c789a3bf340788eeee18aa4dc8e3c0b22851240d721c1b','{"actor":"office","body_hash":"1737a1d2b6fa2df8d0648e7e70d1edcb98037a26fdabded529a1dc08a5bb0f47","scope":"pool","seq":12,"t":"2025-06-01T09:00:00+08:00","type":"invite:ended","v":1}');
INSERT INTO "ledger_entry" VALUES(13,'1a20f97584349ad9fc36082bbad6ff39714b47203f4234bb9da20272bd2b2d92','{"actor":"office","body_hash":"ac2505f22f548202c9761587af2e8df008fefb62ca930a08e0ad607119864017","scope":"pool","seq":13,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(14,'a01076cbae203e4ff0031793d767966e682472d2b333d4d7d127fa3e32b8cd76','{"actor":"office","body_hash":"0b2abd58e0ae3590e0ec3e1169d7be77da0a911a128295ec8b4edc9a5f8553b5","scope":"pool","seq":14,"t":"2025-06-01T09:00:00+08:00","type":"device:key:bound","v":1}');
INSERT INTO "ledger_entry" VALUES(15,'b1b345c8fc2cdfbf7b7da0cb12c26b9b17f57e143585b3e77050a36541916064','{"actor":"office","body_hash":"715820f4cc7d532b3eba37398053ad72b807c906ad8197bcf41a26288ba2b047","scope":"g1","seq":15,"t":"2025-06-01T09:00:00+08:00","type":"score:invitation:answered","v":1}');
INSERT INTO "ledger_entry" VALUES(16,'3d9d2e150c39b4ba829eca15bbeafa1e61310ae851b75188e3b85bb9e40378d3','{"actor":"office","body_hash":"51eb0d30d04286b08a473d589f76f86a17a3af4690c875471751b70462490487","scope":"g1","seq":16,"t":"2025-06-01T09:00:00+08:00","type":"score:reader:enrolled","v":1}');
INSERT INTO "ledger_entry" VALUES(17,'f8b257493dd38a862672d7cfad7331b5112fb8abec407f293e9760d8e479065e','{"actor":"office","body_hash":"fab22a7a54b7604b95da0f78f82bfea0e2930b5dbab35298205a1a2e340fbca5","scope":"pool","seq":17,"t":"2025-06-01T09:00:00+08:00","type":"packet:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(18,'d3bce6beac6c071bedb5f5624a9214c8dc2f5d52c49d6c2fefef3e6ed7fbe606','{"actor":"office","body_hash":"a0bf2f62b373d42043ffda5fcb5e44f856c9d78846e1d51babf89bfd9d3bf2c2","scope":"pool","seq":18,"t":"2025-06-01T09:00:00+08:00","type":"packet:batch:released","v":1}');
INSERT INTO "ledger_entry" VALUES(19,'481493747c4386de23ce6b4177b41cb7ee6982fdc9ee82db6b0f0f432fae8bca','{"actor":"office","body_hash":"ab711388b22d40a1cf85aa8f0a763b02b5c5f896f04e4dc4a35c9b2ed2ffd9c2","scope":"pool","seq":19,"t":"2025-06-01T09:00:00+08:00","type":"conflict:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(20,'77ac17a50a48f757a757fd3d961aeb5b2e06fa71686af011c0ee32be7e39133f','{"actor":"office","body_hash":"e5eea0a05d244a1d6365e030e0639e2c66b3fb59259091875d85b5ffc63f45c9","scope":"pool","seq":20,"t":"2025-06-01T09:00:00+08:00","type":"conflict:list:made","v":1}');
INSERT INTO "ledger_entry" VALUES(21,'d1d8f20ffe1fa4b6305064058d24dc7feec9b7e2c366c58c8664022e61cc7f70','{"actor":"office","body_hash":"151ceab2db7225f0d01d9d93892c8e329e78a4814d08121bbc768808e978ff5d","scope":"pool","seq":21,"t":"2025-06-01T09:00:00+08:00","type":"assignment:drawn","v":1}');
INSERT INTO "ledger_entry" VALUES(22,'28fa933fd44d86764019702e1e01d9690e4ab8787b131908ac75348374697aba','{"actor":"office","body_hash":"f1ac265ca7057dd4331ef732d1321ccfc049904ac4a677d2a34015ed2da2d82e","scope":"pool","seq":22,"t":"2025-06-01T09:00:00+08:00","type":"assignment:reader:replaced","v":1}');
INSERT INTO "ledger_entry" VALUES(23,'700f0c0f7c7bfd77262063ddd956aa39703914cdb2e9b304e170aca1570d5fd1','{"actor":"office","body_hash":"910a3eb452dce157d48869d895844d70b0daaf64dc32059118a6f52b2eeee090","scope":"甲评委会/2025","seq":23,"t":"2025-06-01T09:00:00+08:00","type":"committee:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(24,'bc07b3fd2c016c2773b889e4bf566022b8467ac51403ec2898f4ed1ccfdbc84d','{"actor":"office","body_hash":"619614b4080193a528ee28fc02ab5299b236455d7579dfe90f635aba2bc68851","scope":"甲评委会/2025","seq":24,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(25,'380e1792062ba32adce7df4599f9deb688ff35c3fcf5474832b277b9a6ebdd3b','{"actor":"office","body_hash":"1555752de77bc0e4bc601a4677eafb864487e48bff2a32ac585ee781dbca2867","scope":"甲评委会/2025","seq":25,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(26,'471662f6daa3793592e4b8988c76cac7f60dcda5f8156821516660fb1393684b','{"actor":"office","body_hash":"c44f677cb21d2ef04ab1cdc5fd62c3aeed29088587b6b50b81200b4f62035778","scope":"甲评委会/2025","seq":26,"t":"2025-06-01T09:00:00+08:00","type":"meeting:roll:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(27,'5cdd7524c54dce8cdf792f482188aff1ce311e640ac5ecab9231eee71ce8e461','{"actor":"office","body_hash":"0ea680687dd556d0bc3d1cea478a33d830d1fe3a773fdd602becf1eef9d9c9d2","scope":"甲评委会/2025","seq":27,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(28,'2aa2572fa686cbbdc50143d4f40565054906fa2b547a29b6b6b5f3f7f0249ac5','{"actor":"office","body_hash":"c59deb1f595f8f8808a8f8eb7679560ae77d552d2fc9fc3142375e80df11926f","scope":"甲评委会/2025","seq":28,"t":"2025-06-01T09:00:00+08:00","type":"ballot:count:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(29,'a40322f785d15a4190347c44c33281fad8f23fac10956ca2fcb18913abe4ec45','{"actor":"office","body_hash":"0c436baacfb845f0137a148a9c4828a45eb5fc575bcdd0b9f36f80962e7cb140","scope":"pool","seq":29,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(30,'7e3346fd10ff1274eca30823b7dc11a7b96c597b78b33f51d55c9e1d8fab6045','{"actor":"office","body_hash":"4c3d647d5d6364fb60e19a36488dcde886b75aa5496f26eebcf5811315bbee17","scope":"pool","seq":30,"t":"2025-06-01T09:00:00+08:00","type":"unit:released","v":1}');
INSERT INTO "ledger_entry" VALUES(31,'f1928706ddf0b47b955155e494141855a9fd8847d3a3c0b7ff3579142e4072b4','{"actor":"office","body_hash":"11d4e2903ed71dbb8ce997cab174cb99da4af05eb632f341b4775e77cd566429","scope":"pool","seq":31,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(32,'57f432ae24fdae485b9610039db0bdd01640941e0648f9d22beffb59ca219c3f','{"actor":"office","body_hash":"6351a79c1cb1a5e3f12d4e9c49a13b60ccfb4227de90fc67db980a7ea7809d9a","scope":"pool","seq":32,"t":"2025-06-01T09:00:00+08:00","type":"waiver:granted","v":1}');
INSERT INTO "ledger_entry" VALUES(33,'1d135dc5928ae79aa1d390870d604ca31653ffe788093cef781d76a3388cd845','{"actor":"office","body_hash":"2e15f29f2fb61a6b0e455d2d009b919b801efc6beb06874ebe68c2e86a499e54","scope":"pool","seq":33,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(34,'5914b6deac97efaac511e9b92468bbcb3d402d05c41145165e4de77988b7fc83','{"actor":"office","body_hash":"d2de8a1c89b8dbc69d9dac45a8b3ecfc557f177872e6fc5bd819f0740f424db5","scope":"pool","seq":34,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:lifted","v":1}');
INSERT INTO "ledger_entry" VALUES(35,'3972fc4a389317c2dce7fe4269188611749f113ce71d891a7d5223ed5157e3a5','{"actor":"office","body_hash":"b66621c24f620c753861ea39afa680f7386619d93553f3ed8b2248f49772ba63","scope":"pool","seq":35,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(36,'2c29184fa64cda1c46e5b6b36894aa1da7d2a1a50e00c8d418551a794be7284a','{"actor":"office","body_hash":"7bcd9edd430412cdd462776cec86da82fe17f61afca6499c0b2c9ca8b72458f6","scope":"甲评委会/2025","seq":36,"t":"2025-06-01T09:00:00+08:00","type":"draw:panel:seated","v":1}');
INSERT INTO "ledger_entry" VALUES(37,'a37b5f44fd25735591b101c921887e077dac8dd0d9499af520631cfcceb0b3a7','{"actor":"office","body_hash":"b3245a8d87b9b98c9719f6441805756d149bc92a8017541290b0fc6cf4e513c3","scope":"pool","seq":37,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(38,'417c0ebaf39955c6896e79e8ccc6f0242334d961c2cd947d6b434abea5e578d9','{"actor":"office","body_hash":"0ee304fb060fd82a2e0cea009e1579f8501fb41b9eb2cc1d6bc6ba72856d60bf","scope":"pool","seq":38,"t":"2025-06-01T09:00:00+08:00","type":"pledge:signed","v":1}');
INSERT INTO "ledger_entry" VALUES(39,'96527d23cb09a8637140e1efcc362be63353c62419e24381605f87a9954ef032','{"actor":"office","body_hash":"5dd0cd33f96dba79a2d3573f0fe2752f8828daeb3964e24346bf5003d0376958","scope":"g2","seq":39,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(40,'7773effff89c9d940e3fb51fecfa543be4d543492717e53a7b8edf2614c4a133','{"actor":"office","body_hash":"9081a789ee28c7f9015b5fa3d5f2203cfad85081787ce2fb164b6638b24ff072","scope":"g2","seq":40,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(41,'5ac4d89a9dc4b5667efaef8e80683d5a4ea9c5157fdfff2b59a05413d93e8262','{"actor":"office","body_hash":"a03c839dc04f8d7af0d921e1ccbcec55079591794dbe44fd56b838ee9d0bcc62","scope":"g1","seq":41,"t":"2025-06-01T09:00:00+08:00","type":"score:invitation:answered","v":1}');
INSERT INTO "ledger_entry" VALUES(42,'bcecdd0579690dbb9ca788fc7e7fd6fe5e1df50b2f7dfb88f790fc1c5dd5c7b6','{"actor":"office","body_hash":"7055c6f82540945fa2046cb9a10e03b5a34bfd11f43910e450a655d2bf8fb3c8","scope":"g1","seq":42,"t":"2025-06-01T09:00:00+08:00","type":"score:extra:drawn","v":1}');
INSERT INTO "ledger_entry" VALUES(43,'7017c2cb9925f66668c6a09e2a9140ae00fcee5450ad57df419db73b06f75399','{"actor":"office","body_hash":"d367b68ba362b01690caaa03bd4b263bfcdbe920bd4180681f15ef5fb15efb5d","scope":"g1","seq":43,"t":"2025-06-01T09:00:00+08:00","type":"score:group:closed","v":1}');
INSERT INTO "ledger_entry" VALUES(44,'331c3b72a51a8f638f57e2b364fb22ac0115d326d05951b0ef65543e876c6ae0','{"actor":"office","body_hash":"7d5e824a2ed4022e7961a8fd976358a6d303fb8fb35a2274f76c6081b0e2d7f4","scope":"g1","seq":44,"t":"2025-06-01T09:00:00+08:00","type":"score:closing:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(45,'62a2ce7f7ffbcd6a338555f32110c9d3eecffba0404717f8f5b062646babf417','{"actor":"office","body_hash":"787302544ca5f5ffae546d5265cc5dfe054b3c1ae7b7a359a64e82cb147264ea","scope":"g1","seq":45,"t":"2025-06-01T09:00:00+08:00","type":"score:group:unsealed","v":1}');
INSERT INTO "ledger_entry" VALUES(46,'728449f2341b652beb2ec559bc5006d10e6e6d9425ad69ca058a26cb17653b8e','{"actor":"office","body_hash":"4b644845ed8f127c921a6f9919a28e24e70bc460b944395f5a17c2948069f9a2","scope":"pool","seq":46,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:asked","v":1}');
INSERT INTO "ledger_entry" VALUES(47,'3ae7a3c437c600510239c2dff08a8a3f9c66a0a6eeefc1fba565c1487e57355b','{"actor":"office","body_hash":"f128e1adc3c62264f545830df8bb242e4dc6f925d667acec1e965e88cf654c4f","scope":"pool","seq":47,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(48,'a293488492e796e56486049766170eb3def49250ebca6eba885bc37772445710','{"actor":"office","body_hash":"5723c353f14733dbeb26a7589a2697097ab92da431ce7cd5bcbdbb90fc68ab58","scope":"pool","seq":48,"t":"2025-06-01T09:00:00+08:00","type":"calendar:year:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(49,'55764e1977172210d794bea0032d3a3c8102fdde267f1048bba1094fd17ed883','{"actor":"office","body_hash":"70085f812bc0b42c98350153edbf7fa647267027c21716097029c0874530a505","scope":"甲评委会/2025","seq":49,"t":"2025-06-01T09:00:00+08:00","type":"committee:days:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(50,'28f279974cf0a416c24ef77d30d66357e6b177dd0b3d013e79b7b967acc50b0b','{"actor":"office","body_hash":"0e331fc8162962cafe1179a66ac17f1daba56f55319ab5fadc02c4cc23e4342f","scope":"甲评委会/2025","seq":50,"t":"2025-06-01T09:00:00+08:00","type":"filing:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(51,'90cedba50c41dcd3b572e04cfc36ffbd5af6d5f9135bfa0082216e0f5788a2f7','{"actor":"office","body_hash":"97f3a247fe52d4a313ab62702abfb070a6d6052f961d81e755c80d03829ca05a","scope":"甲评委会/2025","seq":51,"t":"2025-06-01T09:00:00+08:00","type":"filing:step:taken","v":1}');
INSERT INTO "ledger_entry" VALUES(52,'5f92c14ea810833d4477ce7d016c94680c98a13689ca3a6bf27a46df64fe6c75','{"actor":"office","body_hash":"049157efa294a2905bf440fe3293760d2e76c65e2fab214048609aa729b1548d","scope":"s/2025","seq":52,"t":"2025-06-01T09:00:00+08:00","type":"report:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(53,'8ddfc5ac475c49b8a514dbbaae015ddf0d7b00a0b8ce45c2af2f5486be6e42ff','{"actor":"office","body_hash":"2f96fb7cc399117de04f235906cb0934c9738f42607cf20f115ee6253873f4c1","scope":"s/2025","seq":53,"t":"2025-06-01T09:00:00+08:00","type":"report:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(54,'aa174112fd8d34149baf6a5f82a8509d2c726f228f6a85f20dda276ece04a992','{"actor":"hrss","body_hash":"8a90fff8649229f9a7e3dc332c88c2fe9cd7c848b47b157fffed2cfd490426af","scope":"s/2025","seq":54,"t":"2025-06-01T09:00:00+08:00","type":"report:countersigned","v":1}');
INSERT INTO "ledger_entry" VALUES(55,'89f021bcdd4e136e5514f3631a36b3ed4a520ab8c74a3a2c7aa421fb831aa3a6','{"actor":"office","body_hash":"f035efcfdc48108c441d120eea2a7e95c606c8d1f8c90eb73b0e9e92a748d059","scope":"甲评委会/2025","seq":55,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(56,'c77c51ce55c5f66bea5327210e31d930b63f903a6a12686c6bd4c9a6148b443f','{"actor":"office","body_hash":"b4d2fe3a7d70deb381b0d4767e9db601cad39b2a0709cac7299f793d50df49a3","scope":"甲评委会/2025","seq":56,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(57,'83f7c068b3d964a5e6e8e35707a9a62882059e36a61ad82d3941a30a7ded45da','{"actor":"office","body_hash":"73302aedc86e6046702d55d652019361962df1b411cc82667b269720f7d19072","scope":"甲评委会/2025","seq":57,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(58,'a9b4866939311a742dca0ff798df69155ef00d14ddcd95ac8c3390c5b5ce98fe','{"actor":"office","body_hash":"0b4175b04c12df8c1a2d435b328bffc0bd82bec102e95175638aee0f78a91b44","scope":"甲评委会/2025","seq":58,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(59,'6b4a76fb6ed84fbff69ddb1c35cc35a8163f26dce5c40ef0d1344872f937b90f','{"actor":"office","body_hash":"6b2f8a988a92bb9d8dd2e21933e1bc8fab2c15e47e6326e2bf2718fafc71a275","scope":"s","seq":59,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(60,'8c1a64bee591f28f3f277c16ff3bd271fca541677ddba11090076cc697b06204','{"actor":"office","body_hash":"8d344c45a0041e59636500dc159b23d6b6b30ba8ebfe5d4a43cf0205d8d2c0b5","scope":"甲评委会/2025","seq":60,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(61,'2d5654bc88d5411352083096c396f915560f708883fa8ee2c4931050c1e85fd4','{"actor":"office","body_hash":"e2bdb03947c361307ace172588f1394144fcaf9d8a1decd767e715c71d644636","scope":"甲评委会/2025","seq":61,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(62,'ab3bf939680368fc70ce6811acf40bb4087ed968a663b2dd76c742503ca68fee','{"actor":"office","body_hash":"d4299cc1aeda271ceec5b53d4bcadcb6c6b363f1781d0f19502cb3a856742b02","scope":"s","seq":62,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(63,'636a99174635cc6f97065938ad1f42f76cbfb9d94e990e62f0e0e6a98c45bc20','{"actor":"office","body_hash":"1b0a1f442005b0ea52b8697469af4ed82ce9e3f68cbfdc2f3dc2e20de7758163","scope":"s","seq":63,"t":"2025-06-01T09:00:00+08:00","type":"complaint:registered","v":1}');
INSERT INTO "ledger_entry" VALUES(64,'2c42c5b8e8a096864e588793de34453160e73b991e84e99ba31b31e752d4349b','{"actor":"office","body_hash":"03d27bc23ac4c9455771c615c332a23ac995ba666c787d69a3abff3f0f4aaa7a","scope":"甲评委会/2025","seq":64,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(65,'b6ce5807895f34bfb94350ada34109d6c77d363347bf30a2a8339dc11c51418b','{"actor":"office","body_hash":"79d083c5deaa44cbdf19e04c4f6ec80b773289db21c4ae5a49e465c64cd2cd4c","scope":"甲评委会/2025","seq":65,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(66,'6ba5a730e3dfcfa3304a708582447769085b91fd4cd2ff416807f978ee94d7c7','{"actor":"office","body_hash":"6d2aacb43f7309f964b54237442b91feda8e0d9c65de878b0f0363ed4462a77f","scope":"s","seq":66,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(67,'7a18fda758362f5b8d715078b0baf4a6783746a819bf99bac8f3c83ef4d6e9a9','{"actor":"office","body_hash":"39970cc08572017459eadacbeccfcb3a7ddfc1bec19d30e2d8fc05b92b78ce3c","scope":"s","seq":67,"t":"2025-06-01T09:00:00+08:00","type":"complaint:registered","v":1}');
INSERT INTO "ledger_entry" VALUES(68,'08b414fed5762248a0a78d8eb84bd56fe93966dac19da9fed2d8dbf04088c404','{"actor":"office","body_hash":"a7deaef993b4a0ee6474e039a776adfdf26d5d37735f4a71e07e1f5160477dae","scope":"s","seq":68,"t":"2025-06-01T09:00:00+08:00","type":"complaint:answered","v":1}');
INSERT INTO "ledger_entry" VALUES(69,'a9f59f79a0c84e43ab0be464a1408393a7ecb68549e2364b6adb9ce226faaa4e','{"actor":"office","body_hash":"5166d3ed1fc7dd39ad3817feb18466629cc794cc70ff7bac07647bd0a839d178","scope":"甲评委会/2025","seq":69,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(70,'d05b43ad1f131544d688bc1f7ea258ad3b94b05bb7bebc4c4561761e1435598e','{"actor":"office","body_hash":"25aa2d771ba69e687621329ea4ed5756149132af97da043bc5ef25eb5fe44f37","scope":"甲评委会/2025","seq":70,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(71,'49cf3ce344a3d1e58be0f03c25922e4bce5b01ce3af1fb52144bcfa819e8e947','{"actor":"office","body_hash":"2d23c271c7883aa8cb4598a2b69b7b35724bc973f5b28aebcf79a4b91b48c2b0","scope":"s","seq":71,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(72,'34aa66c34b60840545d3ef26a642e81695a9c4aa66a412d3a20241e300eecc61','{"actor":"office","body_hash":"3a5b6d315b1ffa8de726b2f73435baa25bbb7f860535b5c14dd052e4a4c4235a","scope":"s","seq":72,"t":"2025-06-01T09:00:00+08:00","type":"result:list:confirmed","v":1}');
INSERT INTO "ledger_entry" VALUES(73,'67b61be0fef66c51de5ec12a839304fac4082bf3aa632a8078a7af5e295e6994','{"actor":"office","body_hash":"fc62eeba49f9e4162f1a305b52bf32d3dfedf3890a2895a69260ee26a4d95270","scope":"甲评委会/2025","seq":73,"t":"2025-06-01T09:00:00+08:00","type":"committee:text:saved","v":1}');
INSERT INTO "ledger_entry" VALUES(74,'7fb448fd415b0b3167dbcdef41fc4a47353b2591638e9fe82bea15c635b09291','{"actor":"office","body_hash":"3f091afc980095f0b2cf8e6ce8cf42c32ff720e459e986ded4fa2f9638cc992f","scope":"甲评委会/2025","seq":74,"t":"2025-06-01T09:00:00+08:00","type":"committee:text:saved","v":1}');
CREATE TABLE ledger_frontier (
	id INTEGER NOT NULL, 
	frontier TEXT NOT NULL, 
	CONSTRAINT pk_ledger_frontier PRIMARY KEY (id)
);
INSERT INTO "ledger_frontier" VALUES(1,'{"algorithm":"sha256","peaks":["e112c07b6786531a5ae0ee8798f81de9073d0b905699f76c91e142a38605765f","d3b75e6fdce2226d740b35e4ee46fe1e5e57c9ab659b18c977632f050127381e","f9fc86648281c7590a71a902cb206f1c112347cd15d8465ef8826aee8ac96f25","7fb448fd415b0b3167dbcdef41fc4a47353b2591638e9fe82bea15c635b09291"],"size":75}');
CREATE TABLE ledger_payload (
	seq INTEGER NOT NULL, 
	salt VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_ledger_payload PRIMARY KEY (seq), 
	CONSTRAINT fk_ledger_payload_seq FOREIGN KEY(seq) REFERENCES ledger_entry (seq)
);
INSERT INTO "ledger_payload" VALUES(0,'6b305e445cee325c5e9db5fddc5e74546de55198ce8f9342baa73ad5c2421078','{"records":[]}');
INSERT INTO "ledger_payload" VALUES(1,'c17973470484f1a76a701550ab28333d1daaa62d7d7a1cd8b1f217aa4c333fa3','{"by":"王","facts":{"added":3,"batch":1,"changed":0,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","7fcbf2298b986ffdec4debc52dc6aabefeecfcb0b636276b024d93e0159dc392",null],["expert","[2]","745fcdfa4a3580fc8f68b3cf8a4b2b44fea959e693f6136d8212c1a1258f985b",null],["expert","[3]","4350d75d859342a539a42383010f175149800e82e81cdaca2ef8a90399e95575",null],["import_batch","[1]","140b25aa03a466be61364a8454b08e3644fe9c379fe6080656d10c4ce5b78c0f",null],["pool_lock","[1]","eb578d3163c0f8031460ab4f0cb912cf858b16ab584ccfa5a7ee07f750c311a1",null]]}');
INSERT INTO "ledger_payload" VALUES(2,'c680a6735a0b93a44b29ebef3ca5be3bf1df5712258dd539f994809a118a0765','{"by":"王","facts":{},"records":[["misconduct","[1]","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7",null]]}');
INSERT INTO "ledger_payload" VALUES(3,'9aafc7ec388c730abdc04f6809bf0104ca841cf774b7eeb89dbf5dc5e0566066','{"by":"王","facts":{"of":"研究院","unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51",null],["unit","[\"\\u7814\\u7a76\\u9662\"]","e9357835574882c6d0f5e6a13db0cb307a37e9938a7792fabbae5eaa32a7b66e",null]]}');
INSERT INTO "ledger_payload" VALUES(4,'0b74b08d99df222f5be48188f505a5ddaf7e765787d376586d56ff0c23696aba','{"by":"王","facts":{"added":0,"batch":2,"changed":1,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","0d25ccf444ce0ef04c44fe222f580b37b7110808325d5520438e80ede30b0c15","7fcbf2298b986ffdec4debc52dc6aabefeecfcb0b636276b024d93e0159dc392"],["import_batch","[2]","13404b4b1517fc8952b9b6273a9d428195f950d5ba6fff709571fb6163f02c05",null]]}');
INSERT INTO "ledger_payload" VALUES(5,'9dba6fa831fe861efae319c5369d78af5b4450473f34cc7fe7816db103655058','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g1","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(6,'43255fef27700d2348d516bbcdda757e5076d3e9fd070ae4947457fb5649efd2','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g1\"]","fb0781957d54f36dbf3d018c49517abc0b951b57cfcac070d896ef802aad9e24",null],["review_reader","[\"g1\",\"R3THJ6J\"]","e53f72bfac16bb6bca6e6cad176e18444911d1afba84a4657907cb5023a8df39",null],["review_reader","[\"g1\",\"R4GPKXT\"]","3588795ff9c242550e8aaba2d47e3e764764fcd4fcec7469841b7dc929252283",null],["review_reader","[\"g1\",\"RE3VR59\"]","a25239f0186f74f32f5215a7957abec1b1a854abbd79073830ea901f1ccbaf1a",null],["review_task","[\"g1\",\"0000-0001\",\"RE3VR59\"]","9ed4c38abc43e2741feb754c7ec2ade84ac47fca269a0650903983c2d71bfe4d",null],["review_task","[\"g1\",\"4821-3907\",\"RE3VR59\"]","fc9f7fdd8501e773ab3a157f244267567db0e14c8b2d7a9fe96139abbc3c4301",null],["review_task","[\"g1\",\"9999-0000\",\"R4GPKXT\"]","83d9544cff9640dd35428a88f84bcc1cde5d94b9049b87b78f09190dde060035",null]]}');
INSERT INTO "ledger_payload" VALUES(7,'017de954114493b08a11d5db264f4c6854b2a52ae957ec741d07c950e069e98f','{"by":"王","facts":{"role":"office"},"records":[["account","[1]","88c225d6f419cf28ea76c5f9f950f34b9d7f56dcafe36fbecfa947e57793cab6",null]]}');
INSERT INTO "ledger_payload" VALUES(8,'cf8a66a930dc98ad74f1379b0255344b77a6fed964edbbcdebb4d196d05b0332','{"by":"王","facts":{},"records":[["account","[2]","8611d73168d31799d6366a8e0e8725ee1432226e21d24f0542d04789300642da",null],["invite","[1]","1e989c9c1fc46d4b691fde0599e31a4ab8e8eee19026a32990fcf519cc98cb59",null]]}');
INSERT INTO "ledger_payload" VALUES(9,'0ce545b8fb0140827f6c48c8bc4cd7f80d8433a722bbda3daa4d2d310cce58bb','{"by":"王","facts":{},"records":[["invite","[1]","7b4083d4f97164d551fb668dcdda7b474a4ce9c250c01e293bf1e873f6299b92","1e989c9c1fc46d4b691fde0599e31a4ab8e8eee19026a32990fcf519cc98cb59"],["invite","[2]","fa21d522e8af4b4419bb31e2e2e3a1a229b68f95ff06f599091e5859b40514d2",null]]}');
INSERT INTO "ledger_payload" VALUES(10,'eb0bb3634e3270b94dca5b12f4a95b4a0ae909079f7109df8dd295a2e11d9b7e','{"by":"E0001","facts":{"why":"used"},"records":[["invite","[2]","c66400817167bd1d0c30e09b43de5abd864357a375ca6e7924b074892f0bc93a","fa21d522e8af4b4419bb31e2e2e3a1a229b68f95ff06f599091e5859b40514d2"]]}');
INSERT INTO "ledger_payload" VALUES(11,'352b28a9340febda499776e3152b72f8c95a299082238e3b253d0e861a287e6e','{"by":"王","facts":{},"records":[["invite","[3]","773e4bd9abda9ddfb7fb483af0752a4d1aa237afffd138e39f3a2819ab931900",null]]}');
INSERT INTO "ledger_payload" VALUES(12,'7f301a970238382a8d0c420de5077604d9c1fbcb241a259d2c553368cd5dc1ec','{"by":"E0001","facts":{"why":"tries"},"records":[["invite","[3]","ea0bd1696e5e1ceff8c8f1923b4759db461e1a7d92e9e975a2c65514c13eee30","773e4bd9abda9ddfb7fb483af0752a4d1aa237afffd138e39f3a2819ab931900"]]}');
INSERT INTO "ledger_payload" VALUES(13,'c71d3b38ce411b8df9cc78dc16787052ed45417a1f035b3f1b996e88eb653193','{"by":"王","facts":{},"records":[["invite","[4]","6c3c0961966cbb9d36a2060a3874fa29efd9464786bcee80e1a1d2cce3a7ddc1",null]]}');
INSERT INTO "ledger_payload" VALUES(14,'00992faa02f6e6e13d3bc8e65286eb9804192cb2b26faf15be8d5d0b1881eb55','{"by":"E0001","facts":{"key":"57a6dfd7a249eb242ebfacbbf91fc7652f0d440f5f1dd7d750694fc68b4c3df8","scripts":""},"records":[["device_key","[1]","46504170654b70252d4b70b8209b3a11f31ed16b84be1779e1a3f9592926a570",null]]}');
INSERT INTO "ledger_payload" VALUES(15,'0b2ee1314d205d7a700a59d408d2038af077c6513bf738fac7f23905390fa18f','{"by":"王","facts":{"answer":"accepted","withdrawn":0},"records":[["review_answer","[\"g1\",\"RE3VR59\"]","7eef04864f43769d65bd5e65a7a40ad6a3fcef8462ba0ef8806784f1e7f1e5a3",null]]}');
INSERT INTO "ledger_payload" VALUES(16,'0b6fd7f448d6ff3fe03588b486b28ff986d9e6608411337c44ed1c9a0afeeb69','{"by":"王","facts":{"custody":"reader","reader":"RE3VR59"},"records":[["reader_key","[\"g1\",\"57a6dfd7a249eb242ebfacbbf91fc7652f0d440f5f1dd7d750694fc68b4c3df8\",\"RE3VR59\"]","aa51f4341c0010b2abf3fcc8b34b969644ecac190926827ff1df10777dcf55ee",null]]}');
INSERT INTO "ledger_payload" VALUES(17,'6dab18d87c8712e3b05f0c35139714dfd936ae86a17814f3fc5c1cf5db612ccb','{"by":"王","facts":[{"decisions":[{"about":"q"}],"key":"A001"}],"records":[]}');
INSERT INTO "ledger_payload" VALUES(18,'bfc481244cf0225f5f715604f9c24036535aceeb54ac9b92a4244d31f908b28b','{"by":"王","facts":{"0000-0001":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(19,'32a024378851641437deef6f735cff2420de4e473c0f3139a29a907b1a400826','{"by":"王","facts":{"a1":{}},"records":[]}');
INSERT INTO "ledger_payload" VALUES(20,'c8b7d4eda0d24a1ca26c576722e9f23ac88f820abea19f7300f201360dce05df','{"by":"王","facts":{"counts":{"sure":1},"list":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(21,'cf7b99f2bb5b4dee6da2a0c1f027dd13b5841d6af1d6bc9b221a430244c2e6b5','{"by":"王","facts":{},"records":[["assignment","[\"01\"]","606501e6a6666f69e1551c3e5eba87565bda1e549c6424c690966d507febb25a",null]]}');
INSERT INTO "ledger_payload" VALUES(22,'bd0e0c6a32d21884bbd3fbfeb66acfb744fc17bbce88efde35c3140ef6941540','{"by":"王","facts":{},"records":[["assignment","[\"02\"]","e45272bf0ef5ca56937df801e10291d45ae4db84aa78fa106d94d6f0d3ea774b",null],["recognition","[\"01\",\"0000-0001\",\"E1\"]","7393d94a848302097d4773cf01f242f1edc777770e38b16dc24edd5d6d2af90c",null]]}');
INSERT INTO "ledger_payload" VALUES(23,'b01065475fbff38eaaea31656910ab0265943253cb0e1daa230ca08ebdcab59c','{"by":"王","facts":{"name":"甲评委会","year":2025},"records":[["committee","[1]","b4c090830428c4fc311fad7af4a7180b2aaa827f774b36005aba2219e22f92d4",null]]}');
INSERT INTO "ledger_payload" VALUES(24,'f7c5bbdc7650ac0467c31becdb27bb61dbfa807556afd26bc0c816f61828b900','{"by":"王","facts":{"candidates":1,"members":2,"number":1},"records":[["meeting","[1]","5f6e2c270b54c61ba678222356b58da52986dbb473475a979d3a8ed283893613",null]]}');
INSERT INTO "ledger_payload" VALUES(25,'9a8a746631bc8448f9c47b2aab932168d260235c19d8b70896b7ebcf7f48ae40','{"by":"王","facts":{"candidates":1,"members":2,"number":2},"records":[["meeting","[2]","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65",null]]}');
INSERT INTO "ledger_payload" VALUES(26,'65236defbf3308b7416b9d58768ee40843bc54d15938aaa5f7fbe0d080c06664','{"by":"王","facts":{"number":2,"recusals":1},"records":[["meeting","[2]","740e70861f6496aec49831722fb246a9fa935224f89f61e71a2643fd470cc4c9","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65"]]}');
INSERT INTO "ledger_payload" VALUES(27,'cdf5a0c39a098705d107993bb6547329352b8ee42235a819abe7fcc71b803586','{"by":"王","facts":{"candidates":1,"members":2,"number":3},"records":[["meeting","[3]","5e8c75fd1aa4b29617787725caceab770b6316676d5938188f936ffe8f53b259",null]]}');
INSERT INTO "ledger_payload" VALUES(28,'74f16e00c785a14601a903db60d00ba89f8466e100146c4b9587076f3c0d1a9b','{"by":"王","facts":{"agreed":true,"candidates":[],"number":1,"paper":true},"records":[["ballot_count","[1]","218452f35f15d3c70c10f738c8fbced211d19ae59e6d06a1d318418745a8c66c",null]]}');
INSERT INTO "ledger_payload" VALUES(29,'ecbef75f78e39dc0e7fd10689c94e9091560f74baeea76cbf412bec51af85f79','{"by":"王","facts":{"of":"研究院","unit":"杂志社"},"records":[["unit","[\"\\u6742\\u5fd7\\u793e\"]","5d19915dd5bcce1958e6652811cbce1f15fbd196a626a06045638a53d3ebb05d",null]]}');
INSERT INTO "ledger_payload" VALUES(30,'6c3f16bc274a1d1e6c6e6570aafe5c189a4bdbfd44b860e31bafd3e07d3471d4','{"by":"王","facts":{"unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","ef501bb16353e2aa64409271dd1b26def661b49c7d62c56700f0bb8eca56aef9","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51"]]}');
INSERT INTO "ledger_payload" VALUES(31,'b651ec96ab8a5ce3b5b1313bfb58e0c0751b1da2c315d80250afa8dfd0fb41a0','{"by":"王","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[1]","842c1d4afa710052108cdb60d1337c1bb323a732fe8432844cfd10b9c7ac7c2a",null],["roster_content","[\"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c\"]","93745286820285354e6d7d7e821fbeb2548675e193e730db5704aa666e41fdc5",null]]}');
INSERT INTO "ledger_payload" VALUES(32,'d3ed3b9765faf0c6775d14663938857987fd23631b46b86200c133d443a8fa2e','{"by":"王","facts":{"rule":"rest"},"records":[["waiver","[1]","866506cd28455628b4723eef9bc39299e41919d8299ea3d3474202bf8327c9ce",null]]}');
INSERT INTO "ledger_payload" VALUES(33,'d5068bdf099828cf170a35e52ff7cc70061ab240ef873f9fbb2acf16b7bc25ac','{"by":"王","facts":{"added":0,"batch":3,"changed":1,"digest":"01","removed":1,"source":"b.xlsx"},"records":[["expert","[1]","db664c81706abb468b8deae04c9f9e1c5fb42b801b51b40b59091208944c26f7","0d25ccf444ce0ef04c44fe222f580b37b7110808325d5520438e80ede30b0c15"],["expert","[3]","4b859ef6a49366dbcbecd057c9c0bc1a491f97ea47cec8935fb8cb5d0950ddaf","4350d75d859342a539a42383010f175149800e82e81cdaca2ef8a90399e95575"],["import_batch","[3]","899ad6f92e4b45e78108b2922e51eef1bb753cb34c51a7f165588df2f37bfda2",null]]}');
INSERT INTO "ledger_payload" VALUES(34,'6b63f9be2d1c22fbba334a39b383fac96e3b8138bb687f18fb37ab6f4740ab2c','{"by":"王","facts":{},"records":[["misconduct","[1]","fd6da5893bdfee082894ee14fcaa642c25a3c7957c7de90c83ca7949b9b18b51","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7"]]}');
INSERT INTO "ledger_payload" VALUES(35,'6266ce24ef0e55c9f769f10cdc0967ea35eac67779557c1704226c26df4cf689','{"by":"-","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[2]","34d59ad172fbc9ef43dea4604be14ae89507b281caf78cc703ecea8e9b791110",null]]}');
INSERT INTO "ledger_payload" VALUES(36,'e242af3c8a652e282024148b7b44e7bef2d403c192640333f7867479dd1f0f43','{"by":"-","facts":{"assurance":"M0","attempt":1,"method":"lottery","roster":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c"},"records":[["draw","[1]","77f22f07f3bfa05c9715e476bbab5601300f40608dcc1c188b345d9769b0d09f",null],["panel","[1]","b2114068208214be08cac5d3176100518cac16f9d64cc616aeef0ee5be6d6e08",null]]}');
INSERT INTO "ledger_payload" VALUES(37,'a8bcc2e6735d9469b1f34f70e184fc829ef5016e5f8351ca41829963ad72f834','{"by":"王","facts":{},"records":[["misconduct","[2]","a9db27243d73ef71e82c80f18437b9272b06b3d3d4ad7e9e51a4f167242b3278",null]]}');
INSERT INTO "ledger_payload" VALUES(38,'e4fdec40fee74f82d4b50c2ec8bdb76b88c849b276a2f48af77e53861b683ac7','{"by":"王","facts":{},"records":[["pledge","[1,2025]","5def772b7889752f8bef7225f4367ec84f3d9e975be64dda837f39b656303d91",null]]}');
INSERT INTO "ledger_payload" VALUES(39,'07e32bafb106493ebe0d721280beeb014d0c5b94cefdecc1efaa80bf2acd8832','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g2","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(40,'3ef2870f2252b146f991e83f74b13c198021b973fd50141c651bd61909850fde','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g2\"]","f928a93c1e7d7214d3bc8eced9595543ab8c42122c194a7bab63616a3bbc3353",null],["review_reader","[\"g2\",\"RG1NB1M\"]","b763e217af0a818278759cbe392f89c8ce915318c544bd77c06d487dd4558e6b",null],["review_reader","[\"g2\",\"RKESDTK\"]","451a6029b1bb13b8ff594a828748a0017e018caca8262c872701082ff7ff5abc",null],["review_reader","[\"g2\",\"RNM0715\"]","14be0f4cc7dee74edd90f5abc7ae0a4d1595ea5eef7384e2b6ba3caf03bbc7e0",null],["review_task","[\"g2\",\"0000-0001\",\"RKESDTK\"]","3fc6054bd3daf07d57cbd39513877f6d4ee9401b9fac7edd0765f870b7af505e",null],["review_task","[\"g2\",\"4821-3907\",\"RKESDTK\"]","cd33260323d114500a3ad37e73ba31709efcc9581789fdbd947f06acb2df010b",null],["review_task","[\"g2\",\"9999-0000\",\"RG1NB1M\"]","ab81d763c88eaa3abd333dfcb12656096d479b992ec21b5bc2190ac47d9cab8a",null]]}');
INSERT INTO "ledger_payload" VALUES(41,'6c13509a82b8171317500d07454fa26244e377031d9b0c2fd95ca0c289d58c89','{"by":"王","facts":{"answer":"recused","withdrawn":2},"records":[["review_answer","[\"g1\",\"RE3VR59\"]","5e28860a632e31070455f53ff5e58eecdd570f2d92213eb1b71c6446f3f75bf7","7eef04864f43769d65bd5e65a7a40ad6a3fcef8462ba0ef8806784f1e7f1e5a3"],["review_task","[\"g1\",\"0000-0001\",\"RE3VR59\"]","73f41f33ed8c214535499caa49aab1e1b0a0435ac0ed05e9716de3ce5cff72d9","9ed4c38abc43e2741feb754c7ec2ade84ac47fca269a0650903983c2d71bfe4d"],["review_task","[\"g1\",\"4821-3907\",\"RE3VR59\"]","01ff0e3f8f23d703607b1cfe2630c8f7e61df6fcb3ef7172410fe8cf3f7fc609","fc9f7fdd8501e773ab3a157f244267567db0e14c8b2d7a9fe96139abbc3c4301"]]}');
INSERT INTO "ledger_payload" VALUES(42,'c96f07abc2f6061dd2eef195f4523f81cd4ea464f99a5ae7d0e21ad90c12e474','{"by":"王","facts":{"barred":[],"drawn":[{"cause":"wide-apart","packet":"9999-0000","reader":"R3THJ6J"}],"loads":[{"packets":0,"reader":"R3THJ6J"},{"packets":1,"reader":"R4GPKXT"},{"packets":0,"reader":"RE3VR59"}],"round":1},"records":[["review_task","[\"g1\",\"9999-0000\",\"R3THJ6J\"]","95ae881e087d08096a24e2e7f0a9817bcb9c837cf9804a245d9ee99983b0f03d",null]]}');
INSERT INTO "ledger_payload" VALUES(43,'a47dedba6219f5e57c8319896c67b108b8cd4fe9d3d7ab0b0f3766cc24829e20','{"format":"expertpool-scores-closed/1","group":"g1","missing":2,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
INSERT INTO "ledger_payload" VALUES(44,'6cc2385a070c9c55c0ef627b647ad517d5b41ec71af6bf26501c83963d4d25c5','{"by":"王","facts":{"missing":2,"round":1},"records":[["score_closing","[\"g1\",1]","1014426376cff985d92920c90dfe33e40c69efd32a0191c41d8de4dacce0b61d",null]]}');
INSERT INTO "ledger_payload" VALUES(45,'492532f74ccead70a38eb1323bb765e8415c659140a5cc5cb2721943c6328984','{"by":"王","facts":{"digest":"00","round":1,"sheets":0},"records":[]}');
INSERT INTO "ledger_payload" VALUES(46,'849bd13aa4e46adb762c159e7d11149af3ff24f0d3c80740aaf087da75354ec1','{"codenames":["0000-0001"],"format":"expertpool-unsealing/1","manifest":"0000000000000000000000000000000000000000000000000000000000000000","nonce":"00000000000000000000000000000000","purpose":"complaint","requester":"王","vault":"00000000000000000000000000000000"}');
INSERT INTO "ledger_payload" VALUES(47,'abe9152df48e0157f856303425565e364cd4c82574330144281b7c6f69028ba0','{"by":"王","facts":{"purpose":"complaint","records":1},"records":[["unsealing","[\"89b00f736f9c74fd3fd37b16bdd92857a0630c508f71c246f5d1f9ce6ab1b9da\"]","8714c5356d0f5ae1b1adbcd383cb1145b99753857a695175e6bc06e18d324875",null]]}');
INSERT INTO "ledger_payload" VALUES(48,'9b188e9c82e12bb7e97951decf34273f074fa37dfc739cb629a859891871d960','{"by":"王","facts":{"off":["2027-01-01"],"source":"the notice","worked":[],"year":2027},"records":[["calendar_year","[2027]","5121449652170e4e5fbfb3b6b48efbc973bd28022aa8a8c385a4c192ff4afb66",null]]}');
INSERT INTO "ledger_payload" VALUES(49,'50023cf72f98b290ed29b59669b5457792c05e07cc0202640ecdeb58d6e9bdef','{"by":"王","facts":{"days":{"meeting":"2025-06-01"},"filed_until":null,"traits":["grassroots"]},"records":[["committee_season","[1]","c29e2459544c9880f5b8d62a22011e800e93c9f2395ac6a43dc405d17cbca072",null]]}');
INSERT INTO "ledger_payload" VALUES(50,'19d6a9e602de2ef49591adaa14174c5b61fe38cc4f02aec94054878e980b5d97','{"by":"王","facts":{"again":0,"asked":{},"kind":"annual-notice","number":1,"role":"office"},"records":[["filing","[1]","eb5bb96ba02d362d822d006a0206dbde327e435213488bf6b130b514f4a0c113",null]]}');
INSERT INTO "ledger_payload" VALUES(51,'fec148f0f0378c32d551182a8b7a899ba9e73e1bf1426136e596ff01809b23d9','{"by":"王","facts":{"act":"issue","done_on":"2025-06-01","due":"2025-06-12","from":"drafting","kind":"annual-notice","late":false,"number":1,"papers":[["notice","00"]],"reason":"","role":"office","step":1,"to":"issued"},"records":[["filing","[1]","3550c93076e77ce1520e1f8fa00394fa1d3eed647ae955e7520a8540bc01fd5a","eb5bb96ba02d362d822d006a0206dbde327e435213488bf6b130b514f4a0c113"]]}');
INSERT INTO "ledger_payload" VALUES(52,'d355e3566fd88fdf88fb340920ef0dbbae4ceae04daebbfe8c2eb28c991751b3','{"kind":"committee-compliance","replaces":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(53,'074dc73f030a32b1630a5a0837a1b0710ddf02b39d24241c02e0d2a8fb507399','{"kind":"committee-compliance","replaces":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(54,'b8a3757388e091c05529add4e14aabb48df6d226511e4c8db7dc5bfa84919553','{"at":"2025-06-01T09:00:00+08:00","by":"hrss","format":"expertpool-report-decision/1","outcome":"countersigned","reason":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(55,'6a6303815be69610fe663af868add50d3d2f271b4d8de959a886a92cb32ce057','{"by":"王","facts":{"candidates":1,"members":2,"number":4},"records":[["meeting","[4]","459cf8cc7f118389333683a507d2fdfee06942f816e66cf495d004c17993373b",null]]}');
INSERT INTO "ledger_payload" VALUES(56,'643ebc2dbe174c5d8c7c17e0769095770d193fc101fb7ce62f264d09f405b56e','{"by":"王","facts":{"candidates":1,"meeting":4,"number":1,"passed":1},"records":[["ranking","[1]","56e0b538388c45d7b06433faabd45823349d51096391f93079e888cba069aa2d",null]]}');
INSERT INTO "ledger_payload" VALUES(57,'3a989d32cf269e553acff3e3d9a257e5c5c7e65bb4dec293b85d8294ed7f19cf','{"by":"王","facts":{"candidates":1,"members":2,"number":5},"records":[["meeting","[5]","f388a58067db87a11272ab4125faf78e0281534876378cc9f72dfd9d0e537d69",null]]}');
INSERT INTO "ledger_payload" VALUES(58,'9fd860b7fd0603972a9561f20071066babf475b4db4182fa14a438134b04bae1','{"by":"王","facts":{"candidates":1,"meeting":5,"number":1,"passed":1},"records":[["ranking","[2]","ce38025a35cf4c9a9503dac3ce26cd944f25c9df19a5064810db4a41a4d53e3a",null]]}');
INSERT INTO "ledger_payload" VALUES(59,'c7a5ebab6483013aae0a61248fef746f8c1dcd5beed4914138b32b09f267b538','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[1]","0139c2794511c72e46006bc70585eb61338fb8461dc1289194ba685d7813d581",null]]}');
INSERT INTO "ledger_payload" VALUES(60,'ec9a630647cb9b705bff984ed04daa7b34b8bf73395a3ca4a44bb20054b2f828','{"by":"王","facts":{"candidates":1,"members":2,"number":6},"records":[["meeting","[6]","43ead9e0e682ebfa92831ab9a08791fbc0043c0088bd3ef7b7cd23cb2f78e0a0",null]]}');
INSERT INTO "ledger_payload" VALUES(61,'7f00536dcec4579e6b04ea19c931c3c6c5e30b0ad7604f78a5ed180167b616d9','{"by":"王","facts":{"candidates":1,"meeting":6,"number":1,"passed":1},"records":[["ranking","[3]","a2b3f122f777ffae741760b5b6f594cd2bae2acabd18a5e6b16eec6adff2f078",null]]}');
INSERT INTO "ledger_payload" VALUES(62,'6aed90d340be995f2d3889b72bda6b8dfacf509443936cea6d606952621b0584','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[2]","9b52f27db99160b94dafa3f2de8dffe0807dbe95e9d804d144ffa84e03327905",null]]}');
INSERT INTO "ledger_payload" VALUES(63,'b8d3f040981b6dcb631750fe7353d9d8056b50b49e75cb872d47fb1d6330bf07','{"by":"王","facts":{"kind":"reviewing","late":false,"received_on":"2025-08-20"},"records":[["complaint","[1]","27c933dc10114fdfa164a12d3f42c81998f105f59fdcdd5ffe4225193b54377d",null]]}');
INSERT INTO "ledger_payload" VALUES(64,'09b4fc6e9b0b389f3b039877ce2948851f47db900dbeb149332e69642e63cd2a','{"by":"王","facts":{"candidates":1,"members":2,"number":7},"records":[["meeting","[7]","75d61a3395d0e16caa1f7cb33922e6de482e05be1132fecc0d7ee567376566c4",null]]}');
INSERT INTO "ledger_payload" VALUES(65,'b0c20a13078cb0562ce629f6d68e50aa8b9344a4c758a685197ea99adc14928e','{"by":"王","facts":{"candidates":1,"meeting":7,"number":1,"passed":1},"records":[["ranking","[4]","0c4ae48f3db28138466645102ab2f4fd26259a7c6994a2f50141c9d5d234209f",null]]}');
INSERT INTO "ledger_payload" VALUES(66,'b01b5a4a692fe788f53ed8c554bff1e8c00ba11733ed450a869a139f94bf6cd1','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[3]","d6649ec9259c3a458ed517c255c1711b301349beae5e3a96f425481fa0798062",null]]}');
INSERT INTO "ledger_payload" VALUES(67,'8fd97a8237ab5151d25d00746263e8efef0e6a9a79fcd10cfd8e31ecb7ee4ca9','{"by":"王","facts":{"kind":"reviewing","late":false,"received_on":"2025-08-20"},"records":[["complaint","[2]","72456e77b83cf93540fa48ffb5e6cf1c1f09d77a82915e5c6a89f9d86d5d106e",null]]}');
INSERT INTO "ledger_payload" VALUES(68,'bad71d88903cf80cf533e0ba3fe2a60721af2fd02881de82ddbed4d2dbc58c26','{"by":"王","facts":{"answered_on":"2025-08-21","finding":"unfounded","kind":"reviewing"},"records":[["complaint","[2]","3783d1e4a91f5f2610e32225e100c28bd098e39a3cca54a5213efcd6cf27a20a","72456e77b83cf93540fa48ffb5e6cf1c1f09d77a82915e5c6a89f9d86d5d106e"]]}');
INSERT INTO "ledger_payload" VALUES(69,'46950c8b2d6b6569102e5cf94fc3a0a0e38f33823c389389af26d8d8340def2e','{"by":"王","facts":{"candidates":1,"members":2,"number":8},"records":[["meeting","[8]","4108a20f7dad0e69a69dccfbc5393f019d89cc38684031e7cae698ecb22d0051",null]]}');
INSERT INTO "ledger_payload" VALUES(70,'6ae3078598448b2844bfdb9d2ebc3d5bc9eb9dfcbc9fdf0a9b62a1ce08fc0842','{"by":"王","facts":{"candidates":1,"meeting":8,"number":1,"passed":1},"records":[["ranking","[5]","71355b77e61a3b12885f36fadc90860681158db3bc7020477941e8484992980e",null]]}');
INSERT INTO "ledger_payload" VALUES(71,'089f8dbbbb7b3b88f3b982c12f6b532df54ead81707ab04123716ac434d82af0','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[4]","01f32f53090ced1fbe055326549fdfdd7d06541961c9bf5cb63b12e9fdeed4e8",null]]}');
INSERT INTO "ledger_payload" VALUES(72,'ce944c19690f7930499214a2a18a164d693bd74928ff11b4d50a0f911767e3bc','{"by":"王","facts":{"confirmed_on":"2025-08-26","left_out":0,"passed":1,"roster":"00"},"records":[["publicity","[4]","f047f9dee0f640287f44d0669f14ec8b42047a59898b0044b93264a54af7f1bf","01f32f53090ced1fbe055326549fdfdd7d06541961c9bf5cb63b12e9fdeed4e8"]]}');
INSERT INTO "ledger_payload" VALUES(73,'8a684683c8334e82cf5aaee42ea873ad4da8450eaeea209f5b1435053eeda09e','{"by":"王","facts":{"digest":"cb78bd8a17f7b751fe0d4663366dcbc257204033ef7ddd64b1f2969573b5b2e2","number":1,"part":"conditions"},"records":[["committee_text","[1]","e4f20707fc4ebd0f0aca08823eb6fd59debcb6c79cefa5db38216e36154ea70f",null]]}');
INSERT INTO "ledger_payload" VALUES(74,'82390c291eea3e2ff4781d7a3d6b61932ce222f45bfb6a1bfcada92c4a88802f','{"by":"王","facts":{"digest":"8145ffb7ae49189a29786d78eb695e736fcb0834b0d93195ad8137160ca8b4a9","number":1,"part":"statements"},"records":[["committee_text","[2]","e14e5a0f589c567f4de6e6f74ecaf70edbc7bd6fad25cc20a32d2f61b677c2af",null]]}');
CREATE TABLE meeting (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	committee_id INTEGER NOT NULL, 
	panel_id INTEGER, 
	number INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	seats INTEGER NOT NULL, 
	committee_file TEXT NOT NULL, 
	people TEXT NOT NULL, 
	called_at VARCHAR(40) NOT NULL, 
	verdicts JSON, 
	frozen_at VARCHAR(40), 
	CONSTRAINT fk_meeting_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_meeting_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_meeting_committee_id_number UNIQUE (committee_id, number)
);
INSERT INTO "meeting" VALUES(1,1,NULL,1,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(2,1,NULL,2,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','[]','2025-06-01T09:00:00+08:00');
INSERT INTO "meeting" VALUES(3,1,NULL,3,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(4,1,NULL,4,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(5,1,NULL,5,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(6,1,NULL,6,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(7,1,NULL,7,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
INSERT INTO "meeting" VALUES(8,1,NULL,8,'2025-08-15',2,'name = "甲评委会"
year = 2025
series = "工程"
level = "中级"
seats = 2
meeting = 2025-08-15
','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}','2025-06-01T09:00:00+08:00','null',NULL);
CREATE TABLE meeting_candidate (
	meeting_id INTEGER NOT NULL, 
	codename VARCHAR NOT NULL, 
	group_name VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_meeting_candidate PRIMARY KEY (meeting_id, codename), 
	CONSTRAINT fk_meeting_candidate_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "meeting_candidate" VALUES(1,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(2,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(3,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(4,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(5,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(6,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(7,'1111-2222','综合',1);
INSERT INTO "meeting_candidate" VALUES(8,'1111-2222','综合',1);
CREATE TABLE meeting_departure (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	left_at VARCHAR(40) NOT NULL, 
	reason VARCHAR NOT NULL, 
	noted_by VARCHAR NOT NULL, 
	CONSTRAINT pk_meeting_departure PRIMARY KEY (meeting_id, code), 
	CONSTRAINT fk_meeting_departure_member FOREIGN KEY(meeting_id, code) REFERENCES meeting_member (meeting_id, code)
);
CREATE TABLE meeting_member (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	present BOOLEAN, 
	pledged_on DATE, 
	replaces VARCHAR, 
	CONSTRAINT pk_meeting_member PRIMARY KEY (meeting_id, code), 
	CONSTRAINT fk_meeting_member_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_meeting_member_meeting_id_expert_no UNIQUE (meeting_id, expert_no)
);
INSERT INTO "meeting_member" VALUES(1,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(1,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(2,'M01','E0001','member',1,NULL,NULL);
INSERT INTO "meeting_member" VALUES(2,'M02','E0002','member',1,NULL,NULL);
INSERT INTO "meeting_member" VALUES(3,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(3,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(4,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(4,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(5,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(5,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(6,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(6,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(7,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(7,'M02','E0002','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(8,'M01','E0001','member',NULL,NULL,NULL);
INSERT INTO "meeting_member" VALUES(8,'M02','E0002','member',NULL,NULL,NULL);
CREATE TABLE meeting_recusal (
	meeting_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	ground VARCHAR NOT NULL, 
	CONSTRAINT pk_meeting_recusal PRIMARY KEY (meeting_id, code, codename), 
	CONSTRAINT fk_meeting_recusal_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id)
);
INSERT INTO "meeting_recusal" VALUES(2,'M01','1111-2222','师生');
CREATE TABLE misconduct (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expert_id INTEGER NOT NULL, 
	happened_on DATE NOT NULL, 
	what VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	lifted_because VARCHAR, 
	lifted_by VARCHAR, 
	lifted_at VARCHAR(40), 
	CONSTRAINT fk_misconduct_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "misconduct" VALUES(1,1,'2025-06-01','泄密','王','2025-06-01T09:00:00+08:00','查无实据','王','2025-06-01T09:00:00+08:00');
INSERT INTO "misconduct" VALUES(2,2,'2025-06-01','说情','王','2025-06-01T09:00:00+08:00',NULL,NULL,NULL);
CREATE TABLE one_time_code (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	code VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	way VARCHAR NOT NULL, 
	issued_at VARCHAR(40) NOT NULL, 
	issued_by VARCHAR NOT NULL, 
	expires_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	CONSTRAINT fk_one_time_code_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
INSERT INTO "one_time_code" VALUES(1,'$argon2id$v=19$m=19456,t=2,p=1$QOSl29Cs4dpxuY9XLBmhXg$kS3+we/OzIZi/jUR5/nx5lMp1s0UU5VbvA4o3dLNixo',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00');
INSERT INTO "one_time_code" VALUES(2,'$argon2id$v=19$m=19456,t=2,p=1$PoO2PhPxJJwPGccO9cmFRw$mM5VptAzv2n17NyIEvY9ZwXAhZ6+ybAz6aSfW1wrMD8',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00');
INSERT INTO "one_time_code" VALUES(3,'$argon2id$v=19$m=19456,t=2,p=1$Ysuo207exRJuFFaxqfoYng$N2AMBJ6LV+4Ox+AMmNFHkBLL9+R+r1bE9kAKgoAkh1o',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00');
INSERT INTO "one_time_code" VALUES(4,'$argon2id$v=19$m=19456,t=2,p=1$qPhXifgqunh8crbp/194wA$R7qAC79WZ+L+MmuKPiegq6srXsn0pgl4Zb2reNy/028',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00',NULL);
CREATE TABLE panel (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	draw_id INTEGER NOT NULL, 
	CONSTRAINT fk_panel_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id), 
	CONSTRAINT uq_panel_draw_id UNIQUE (draw_id)
);
INSERT INTO "panel" VALUES(1,1);
CREATE TABLE personal_event (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account_id INTEGER NOT NULL, 
	what VARCHAR NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	"by" VARCHAR NOT NULL, 
	device VARCHAR NOT NULL, about VARCHAR, 
	CONSTRAINT fk_personal_event_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
INSERT INTO "personal_event" VALUES(1,1,'account-opened','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(2,2,'invite-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(3,2,'code-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(4,2,'invite-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(5,2,'code-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(6,2,'invite-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(7,2,'code-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(8,2,'invite-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(9,2,'code-issued','2025-06-01T09:00:00+08:00','王','',NULL);
INSERT INTO "personal_event" VALUES(10,2,'device-bound','2025-06-01T09:00:00+08:00','E0001','Chrome',NULL);
CREATE TABLE pledge (
	expert_id INTEGER NOT NULL, 
	season INTEGER NOT NULL, 
	signed_on DATE NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_pledge PRIMARY KEY (expert_id, season), 
	CONSTRAINT fk_pledge_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "pledge" VALUES(1,2025,'2025-06-01','王','2025-06-01T09:00:00+08:00');
CREATE TABLE pool_lock (
	id INTEGER NOT NULL, 
	mark VARCHAR NOT NULL, 
	CONSTRAINT pk_pool_lock PRIMARY KEY (id)
);
INSERT INTO "pool_lock" VALUES(1,'6f6465b60bc7ac511400e69b6f3eaf53923fdbf268098b03936b43651a9c8b9e');
CREATE TABLE publicity (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	ranking_id INTEGER NOT NULL, 
	posted_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	steps JSON NOT NULL, 
	list_text TEXT NOT NULL, 
	codenames JSON NOT NULL, 
	posted_by VARCHAR NOT NULL, 
	entered_at VARCHAR(40) NOT NULL, 
	confirmed_on DATE, 
	roster VARCHAR, 
	CONSTRAINT fk_publicity_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id), 
	CONSTRAINT uq_publicity_ranking_id UNIQUE (ranking_id)
);
INSERT INTO "publicity" VALUES(1,2,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00',NULL,NULL);
INSERT INTO "publicity" VALUES(2,3,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00',NULL,NULL);
INSERT INTO "publicity" VALUES(3,4,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00',NULL,NULL);
INSERT INTO "publicity" VALUES(4,5,'2025-08-18','2025-08-25','[{"day": "2025-08-25", "why": "weekday", "number": 5}]','{}','["1111-2222"]','王','2025-06-01T09:00:00+08:00','2025-08-26','00');
CREATE TABLE ranking (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	meeting_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	places JSON NOT NULL, 
	names VARCHAR, 
	made_by VARCHAR NOT NULL, 
	made_at VARCHAR(40) NOT NULL, 
	CONSTRAINT fk_ranking_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id), 
	CONSTRAINT uq_ranking_meeting_id_number UNIQUE (meeting_id, number)
);
INSERT INTO "ranking" VALUES(1,4,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(2,5,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(3,6,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(4,7,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
INSERT INTO "ranking" VALUES(5,8,1,'2025-08-15','{}',NULL,'王','2025-06-01T09:00:00+08:00');
CREATE TABLE reader_key (
	group_id VARCHAR NOT NULL, 
	key_id VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	alg VARCHAR NOT NULL, 
	public VARCHAR NOT NULL, 
	seal VARCHAR, 
	custody VARCHAR NOT NULL, 
	pinned_at VARCHAR(40) NOT NULL, 
	revoked_at VARCHAR(40), 
	CONSTRAINT pk_reader_key PRIMARY KEY (group_id, key_id, reader), 
	CONSTRAINT fk_reader_key_reader FOREIGN KEY(group_id, reader) REFERENCES review_reader (group_id, code)
);
INSERT INTO "reader_key" VALUES('g1','57a6dfd7a249eb242ebfacbbf91fc7652f0d440f5f1dd7d750694fc68b4c3df8','RE3VR59','p256','047135fa4fd93a09dce98bbf681b4bfcf50e7c0d6354e62afb0bff2a3429617865ed4c1f02ddb9023ee56a557e515d6a9dc66c11f220960de594334df588776724',NULL,'reader','2025-06-01T09:00:00+08:00',NULL);
CREATE TABLE recognition (
	assignment_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	recorded_by VARCHAR NOT NULL, 
	recorded_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_recognition PRIMARY KEY (assignment_id, codename, expert_no), 
	CONSTRAINT fk_recognition_assignment_id FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "recognition" VALUES('01','0000-0001','E1','王','2025-06-01T09:00:00+08:00');
CREATE TABLE recusal (
	expert_id INTEGER NOT NULL, 
	unit VARCHAR NOT NULL, 
	CONSTRAINT pk_recusal PRIMARY KEY (expert_id, unit), 
	CONSTRAINT fk_recusal_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "recusal" VALUES(2,'云岭矿业集团');
INSERT INTO "recusal" VALUES(1,'云岭矿业集团');
INSERT INTO "recusal" VALUES(3,'云岭矿业集团');
CREATE TABLE result (
	ranking_id INTEGER NOT NULL, 
	codename VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	place INTEGER, 
	score VARCHAR, 
	scores JSON NOT NULL, 
	above BOOLEAN, 
	ballot JSON, 
	count_number INTEGER, 
	standing VARCHAR NOT NULL, 
	CONSTRAINT pk_result PRIMARY KEY (ranking_id, codename), 
	CONSTRAINT fk_result_group_id FOREIGN KEY(group_id) REFERENCES review_group (id), 
	CONSTRAINT fk_result_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id)
);
INSERT INTO "result" VALUES(1,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(2,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(3,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(4,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
INSERT INTO "result" VALUES(5,'1111-2222','g1',NULL,NULL,'["80.00"]',NULL,'null',NULL,'in');
CREATE TABLE review_answer (
	group_id VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	ground VARCHAR, 
	answered_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_review_answer PRIMARY KEY (group_id, reader), 
	CONSTRAINT fk_review_answer_reader FOREIGN KEY(group_id, reader) REFERENCES review_reader (group_id, code)
);
INSERT INTO "review_answer" VALUES('g1','RE3VR59','recused','no-time','2025-06-01T09:00:00+08:00');
CREATE TABLE review_group (
	id VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	rubric TEXT NOT NULL, 
	"plan" TEXT NOT NULL, 
	trustees JSON NOT NULL, 
	seed VARCHAR NOT NULL, 
	assignment VARCHAR NOT NULL, 
	opened_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_review_group PRIMARY KEY (id)
);
INSERT INTO "review_group" VALUES('g1','冶金高级组','{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1}','{"method":"plain-mean/1"}','{"hrss": "4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043", "inspector": "e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c", "office": "28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}','0505050505050505050505050505050505050505050505050505050505050505','0000000000000000000000000000000000000000000000000000000000000000','2025-06-01T09:00:00+08:00');
INSERT INTO "review_group" VALUES('g2','冶金高级组','{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1}','{"method":"plain-mean/1"}','{"hrss": "4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043", "inspector": "e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c", "office": "28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}','0505050505050505050505050505050505050505050505050505050505050505','0000000000000000000000000000000000000000000000000000000000000000','2025-06-01T09:00:00+08:00');
CREATE TABLE review_packet (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	digest VARCHAR NOT NULL, 
	CONSTRAINT pk_review_packet PRIMARY KEY (group_id, codename), 
	CONSTRAINT fk_review_packet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "review_packet" VALUES('g1','0000-0001','0202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "review_packet" VALUES('g1','4821-3907','0101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "review_packet" VALUES('g1','9999-0000','0303030303030303030303030303030303030303030303030303030303030303');
INSERT INTO "review_packet" VALUES('g2','0000-0001','0202020202020202020202020202020202020202020202020202020202020202');
INSERT INTO "review_packet" VALUES('g2','4821-3907','0101010101010101010101010101010101010101010101010101010101010101');
INSERT INTO "review_packet" VALUES('g2','9999-0000','0303030303030303030303030303030303030303030303030303030303030303');
CREATE TABLE review_reader (
	group_id VARCHAR NOT NULL, 
	code VARCHAR NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_review_reader PRIMARY KEY (group_id, code), 
	CONSTRAINT fk_review_reader_group_id FOREIGN KEY(group_id) REFERENCES review_group (id), 
	CONSTRAINT uq_review_reader_group_id_expert_no UNIQUE (group_id, expert_no)
);
INSERT INTO "review_reader" VALUES('g1','R3THJ6J','E0003');
INSERT INTO "review_reader" VALUES('g1','R4GPKXT','E0002');
INSERT INTO "review_reader" VALUES('g1','RE3VR59','E0001');
INSERT INTO "review_reader" VALUES('g2','RG1NB1M','E0002');
INSERT INTO "review_reader" VALUES('g2','RKESDTK','E0001');
INSERT INTO "review_reader" VALUES('g2','RNM0715','E0003');
CREATE TABLE review_task (
	group_id VARCHAR NOT NULL, 
	codename VARCHAR NOT NULL, 
	reader VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	turn INTEGER NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	CONSTRAINT pk_review_task PRIMARY KEY (group_id, codename, reader), 
	CONSTRAINT fk_review_task_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "review_task" VALUES('g1','0000-0001','RE3VR59',1,1,1);
INSERT INTO "review_task" VALUES('g1','4821-3907','RE3VR59',1,1,1);
INSERT INTO "review_task" VALUES('g1','9999-0000','R4GPKXT',1,1,0);
INSERT INTO "review_task" VALUES('g2','0000-0001','RKESDTK',1,1,0);
INSERT INTO "review_task" VALUES('g2','4821-3907','RKESDTK',1,1,0);
INSERT INTO "review_task" VALUES('g2','9999-0000','RG1NB1M',1,1,0);
INSERT INTO "review_task" VALUES('g1','9999-0000','R3THJ6J',1,2,0);
CREATE TABLE roster (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	digest VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	frozen_at VARCHAR(40) NOT NULL, 
	last_batch INTEGER, 
	CONSTRAINT fk_roster_digest FOREIGN KEY(digest) REFERENCES roster_content (digest), 
	CONSTRAINT fk_roster_last_batch FOREIGN KEY(last_batch) REFERENCES import_batch (id)
);
INSERT INTO "roster" VALUES(1,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',2);
INSERT INTO "roster" VALUES(2,'2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','a.xlsx','2025-06-01T09:00:00+08:00',3);
CREATE TABLE roster_content (
	digest VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_roster_content PRIMARY KEY (digest)
);
INSERT INTO "roster_content" VALUES('2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c','{"experts":[{"birth_month":"1970-05-01","employer":"云岭第1研究院","employer_kind":"事业单位","expert_no":"E0001","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张1","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第2研究院","employer_kind":"事业单位","expert_no":"E0002","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张2","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]},{"birth_month":"1970-05-01","employer":"云岭第3研究院","employer_kind":"事业单位","expert_no":"E0003","gender":"男","integrity":"正常","kin":[],"level":"正高级","name":"张3","pledged_on":null,"recuse_units":["云岭矿业集团"],"region":"云岭市","series":"工程","specialties":["冶金","材料"],"status":"在库","term_end":"2026-12-31","term_start":"2024-01-01","years_served":[2022,2024]}],"format":"expertpool-roster/1"}');
CREATE TABLE score_closing (
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_score_closing PRIMARY KEY (group_id, round), 
	CONSTRAINT fk_score_closing_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
INSERT INTO "score_closing" VALUES('g1',1,'{"format":"expertpool-scores-closed/1","group":"g1","missing":2,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
CREATE TABLE sealed_scoresheet (
	hash VARCHAR NOT NULL, 
	group_id VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_sealed_scoresheet PRIMARY KEY (hash), 
	CONSTRAINT fk_sealed_scoresheet_group_id FOREIGN KEY(group_id) REFERENCES review_group (id)
);
CREATE TABLE seat (
	panel_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	expert_no VARCHAR NOT NULL, 
	CONSTRAINT pk_seat PRIMARY KEY (panel_id, kind, place), 
	CONSTRAINT fk_seat_panel_id FOREIGN KEY(panel_id) REFERENCES panel (id), 
	CONSTRAINT uq_seat_panel_id_expert_no UNIQUE (panel_id, expert_no)
);
INSERT INTO "seat" VALUES(1,'member',1,'E0001');
INSERT INTO "seat" VALUES(1,'member',2,'E0002');
CREATE TABLE service (
	expert_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	committee VARCHAR NOT NULL, 
	CONSTRAINT pk_service PRIMARY KEY (expert_id, year, committee), 
	CONSTRAINT fk_service_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "service" VALUES(2,2022,'');
INSERT INTO "service" VALUES(2,2024,'');
INSERT INTO "service" VALUES(1,2022,'');
INSERT INTO "service" VALUES(1,2024,'');
INSERT INTO "service" VALUES(3,2022,'');
INSERT INTO "service" VALUES(3,2024,'');
CREATE TABLE sign_in (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	token VARCHAR NOT NULL, 
	account_id INTEGER NOT NULL, 
	device VARCHAR NOT NULL, 
	began_at VARCHAR(40) NOT NULL, 
	seen_at VARCHAR(40) NOT NULL, 
	ended_at VARCHAR(40), 
	ended_why VARCHAR, 
	totp_step INTEGER, 
	weaker BOOLEAN NOT NULL, key_id VARCHAR, proved_at VARCHAR(40), 
	CONSTRAINT fk_sign_in_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_sign_in_token UNIQUE (token)
);
CREATE TABLE spent_nonce (
	nonce VARCHAR NOT NULL, 
	spent_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_spent_nonce PRIMARY KEY (nonce)
);
CREATE TABLE tenure (
	expert_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	starts_on DATE, 
	ends_on DATE, 
	CONSTRAINT pk_tenure PRIMARY KEY (expert_id, ordinal), 
	CONSTRAINT fk_tenure_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "tenure" VALUES(2,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(1,0,'2024-01-01','2026-12-31');
INSERT INTO "tenure" VALUES(3,0,'2024-01-01','2026-12-31');
CREATE TABLE unit (
	name VARCHAR NOT NULL, 
	affiliate_of VARCHAR, 
	CONSTRAINT pk_unit PRIMARY KEY (name), 
	CONSTRAINT fk_unit_affiliate_of FOREIGN KEY(affiliate_of) REFERENCES unit (name)
);
INSERT INTO "unit" VALUES('研究院',NULL);
INSERT INTO "unit" VALUES('检测中心',NULL);
INSERT INTO "unit" VALUES('杂志社','研究院');
CREATE TABLE unsealing (
	request VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	count INTEGER, 
	outcome VARCHAR, 
	CONSTRAINT pk_unsealing PRIMARY KEY (request)
);
INSERT INTO "unsealing" VALUES('89b00f736f9c74fd3fd37b16bdd92857a0630c508f71c246f5d1f9ce6ab1b9da','{"codenames":["0000-0001"],"format":"expertpool-unsealing/1","manifest":"0000000000000000000000000000000000000000000000000000000000000000","nonce":"00000000000000000000000000000000","purpose":"complaint","requester":"王","vault":"00000000000000000000000000000000"}',NULL,NULL);
CREATE TABLE waiver (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	rule_id VARCHAR NOT NULL, 
	expert_id INTEGER, 
	committee_id INTEGER, 
	reason VARCHAR NOT NULL, 
	approver VARCHAR NOT NULL, 
	granted_at VARCHAR(40) NOT NULL, 
	CONSTRAINT ck_waiver_for_somebody CHECK (expert_id IS NOT NULL OR committee_id IS NOT NULL), 
	CONSTRAINT fk_waiver_committee_id FOREIGN KEY(committee_id) REFERENCES committee (id), 
	CONSTRAINT fk_waiver_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "waiver" VALUES(1,'rest',1,NULL,'缺人','赵','2025-06-01T09:00:00+08:00');
CREATE INDEX ix_expert_expert_no ON expert (expert_no);
CREATE UNIQUE INDEX uq_expert_expert_no_listed ON expert (expert_no) WHERE listed;
CREATE UNIQUE INDEX uq_expert_id_number_hash_listed ON expert (id_number_hash) WHERE listed;
CREATE INDEX ix_unit_affiliate_of ON unit (affiliate_of);
CREATE INDEX ix_imported_row_expert_id ON imported_row (expert_id);
CREATE INDEX ix_misconduct_expert_id ON misconduct (expert_id);
CREATE INDEX ix_roster_digest ON roster (digest);
CREATE INDEX ix_waiver_committee_id ON waiver (committee_id);
CREATE INDEX ix_waiver_expert_id ON waiver (expert_id);
CREATE INDEX ix_waiver_rule_id ON waiver (rule_id);
CREATE INDEX ix_draw_roster_id ON draw (roster_id);
CREATE INDEX ix_seat_expert_no ON seat (expert_no);
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_payload_no_update BEFORE UPDATE ON ledger_payload BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE INDEX ix_complaint_publicity_id ON complaint (publicity_id);
CREATE UNIQUE INDEX uq_account_name_open ON account (name) WHERE closed_at IS NULL;
CREATE INDEX ix_sign_in_account_id ON sign_in (account_id);
CREATE INDEX ix_invite_account_id ON invite (account_id);
CREATE INDEX ix_one_time_code_account_id ON one_time_code (account_id);
CREATE INDEX ix_personal_event_account_id ON personal_event (account_id);
CREATE INDEX ix_filing_kind ON filing (kind);
CREATE INDEX ix_filing_year ON filing (year);
CREATE INDEX ix_filing_committee_id ON filing (committee_id);
CREATE INDEX ix_filing_paper_digest ON filing_paper (digest);
CREATE INDEX ix_device_key_account_id ON device_key (account_id);
CREATE INDEX ix_committee_text_committee_id ON committee_text (committee_id);
CREATE INDEX ix_joint_act_kind ON joint_act (kind);
CREATE INDEX ix_joint_act_subject ON joint_act (subject);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('import_batch',3);
INSERT INTO "sqlite_sequence" VALUES('expert',3);
INSERT INTO "sqlite_sequence" VALUES('misconduct',2);
INSERT INTO "sqlite_sequence" VALUES('account',2);
INSERT INTO "sqlite_sequence" VALUES('personal_event',10);
INSERT INTO "sqlite_sequence" VALUES('invite',4);
INSERT INTO "sqlite_sequence" VALUES('one_time_code',4);
INSERT INTO "sqlite_sequence" VALUES('device_key',1);
INSERT INTO "sqlite_sequence" VALUES('committee',1);
INSERT INTO "sqlite_sequence" VALUES('meeting',8);
INSERT INTO "sqlite_sequence" VALUES('ballot_count',1);
INSERT INTO "sqlite_sequence" VALUES('roster',2);
INSERT INTO "sqlite_sequence" VALUES('waiver',1);
INSERT INTO "sqlite_sequence" VALUES('draw',1);
INSERT INTO "sqlite_sequence" VALUES('panel',1);
INSERT INTO "sqlite_sequence" VALUES('filing',1);
INSERT INTO "sqlite_sequence" VALUES('ranking',5);
INSERT INTO "sqlite_sequence" VALUES('publicity',4);
INSERT INTO "sqlite_sequence" VALUES('complaint',2);
INSERT INTO "sqlite_sequence" VALUES('committee_text',2);
COMMIT;

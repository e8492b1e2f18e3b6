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
INSERT INTO "account" VALUES(1,'王芳','office','$argon2id$v=19$m=19456,t=2,p=1$SHsfVuDQrWGL7q0oqGC2Lw$JKvbUIueWC/7TyAnAjxyhpvNPggSJbYTS+erOqHRKww','AffiXgY53rimqkIYT0hDUvUSFhE5VtJRFVEZ4RKiC654zxmSET09AUXe16m59rKsw-A-GY-nx0ky_JgmpA==','2025-06-01T09:00:00+08:00','王',NULL,NULL);
INSERT INTO "account" VALUES(2,'E0001','expert',NULL,NULL,'2025-06-01T09:00:00+08:00','王',NULL,NULL);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0010');
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
INSERT INTO "checkpoint" VALUES(50,'b3a8fb63570689999ee2d0a9c95e81587d9e883f0a926a30e8d756110a729b26','a/log
50
s6j7Y1cGiZme4tCpyV6BWH2eiD8Kkmow6NdWEQpymyY=

— a/log h/6o8kFcsHsHDK3BhejYU0sK1SU3YfHmAf9gm/aUCNvYuFMc8AFGN/iR6qD4ZFuu77RM8BH4Sudg+yWc1FWuKy+GPQU=
','2025-06-01T09:00:00+08:00');
INSERT INTO "checkpoint" VALUES(51,'9b974edad7ed6cf266256d57dacbff5680f4437fa07ebc214a35c24cecb07707','a/log
51
m5dO2tftbPJmJW1X2sv/VoD0Q3+gfrwhSjXCTOywdwc=

— a/log h/6o8ux/WgkkD12ZSRxRQEODnopLzHKopZqMvcie7iE/BAQKQtZGFOeynlkrXFCiadPCxBsfozCtb5I7XWaggKrsvgM=
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
INSERT INTO "expert" VALUES(1,'E0001','张1','男','云岭第1研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AQ3uNrh1JK_Vxp-GoV5vsDKM7_d-LJEc472btiDJhpMU70zIbr9B-XnSdiClQGA=','e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1','AZYqySa1jeeWSwKBAWVg-Af5oS9z2imeOIKJxQh4XH9TWOfdlgJf0Q==','AUugm1nKGIJGAhPPrluIEUXvVMKaLbPt3QQ1gAyXpPv2Ywuwi0sql7LW0onDOw==',1,1);
INSERT INTO "expert" VALUES(2,'E0002','张2','男','云岭第2研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AWTnhiBfCbnEGHHeVKvBgEEhxFdMonA3LcEt8j8WzXWS-FHcGxydta0YapKbN4M=','4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007','AbIYTPep6I5bNVxRaIGFnz_3mqBrcvy97uvGSosxpFo95mhg6DxRaQ==','ARYadhL697TsU3tFPX4ku8QdI5d9OrNJQrUlB6ItwD2fcHisJbLi6rsngZTC0Q==',1,1);
INSERT INTO "expert" VALUES(3,'E0003','张3','男','云岭第3研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AU2rbmmC3eiRLrc73zQyG5G__b1OyzlEdYQAfQ8_DhnscS1AttFs3wrPL0eXzkA=','d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79','AavfnKeqNZQlkTv7cJvfWPRGSvrSktz6OyfalofXCk8XSoldlo_0Mw==','Aad4k_J-xfd1Dta3oXBpe1KsqktTcGjFcrykarduk1M0-1PEwDxv8NMCxSFRjg==',1,0);
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
INSERT INTO "imported_row" VALUES(1,1,NULL,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQ3uNrh1JK_Vxp-GoV5vsDKM7_d-LJEc472btiDJhpMU70zIbr9B-XnSdiClQGA=", "phone_sealed": "AWQR6CZGxvYtVh8kM53CY45jE4cUpsl9RCuuI-IIRpz0bFYSZj29oA==", "email_sealed": "AUugm1nKGIJGAhPPrluIEUXvVMKaLbPt3QQ1gAyXpPv2Ywuwi0sql7LW0onDOw==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,2,NULL,'{"columns": {"expert_no": "E0002", "name": "张2", "gender": "男", "employer": "云岭第2研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AWTnhiBfCbnEGHHeVKvBgEEhxFdMonA3LcEt8j8WzXWS-FHcGxydta0YapKbN4M=", "phone_sealed": "AbIYTPep6I5bNVxRaIGFnz_3mqBrcvy97uvGSosxpFo95mhg6DxRaQ==", "email_sealed": "ARYadhL697TsU3tFPX4ku8QdI5d9OrNJQrUlB6ItwD2fcHisJbLi6rsngZTC0Q==", "id_number_hash": "4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,3,NULL,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AU2rbmmC3eiRLrc73zQyG5G__b1OyzlEdYQAfQ8_DhnscS1AttFs3wrPL0eXzkA=", "phone_sealed": "AavfnKeqNZQlkTv7cJvfWPRGSvrSktz6OyfalofXCk8XSoldlo_0Mw==", "email_sealed": "Aad4k_J-xfd1Dta3oXBpe1KsqktTcGjFcrykarduk1M0-1PEwDxv8NMCxSFRjg==", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(2,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AQ3uNrh1JK_Vxp-GoV5vsDKM7_d-LJEc472btiDJhpMU70zIbr9B-XnSdiClQGA=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": "AWQR6CZGxvYtVh8kM53CY45jE4cUpsl9RCuuI-IIRpz0bFYSZj29oA==", "email_sealed": "AUugm1nKGIJGAhPPrluIEUXvVMKaLbPt3QQ1gAyXpPv2Ywuwi0sql7LW0onDOw==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQ3uNrh1JK_Vxp-GoV5vsDKM7_d-LJEc472btiDJhpMU70zIbr9B-XnSdiClQGA=", "phone_sealed": null, "email_sealed": "AUugm1nKGIJGAhPPrluIEUXvVMKaLbPt3QQ1gAyXpPv2Ywuwi0sql7LW0onDOw==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AQ3uNrh1JK_Vxp-GoV5vsDKM7_d-LJEc472btiDJhpMU70zIbr9B-XnSdiClQGA=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": null, "email_sealed": "AUugm1nKGIJGAhPPrluIEUXvVMKaLbPt3QQ1gAyXpPv2Ywuwi0sql7LW0onDOw==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AQ3uNrh1JK_Vxp-GoV5vsDKM7_d-LJEc472btiDJhpMU70zIbr9B-XnSdiClQGA=", "phone_sealed": "AZYqySa1jeeWSwKBAWVg-Af5oS9z2imeOIKJxQh4XH9TWOfdlgJf0Q==", "email_sealed": "AUugm1nKGIJGAhPPrluIEUXvVMKaLbPt3QQ1gAyXpPv2Ywuwi0sql7LW0onDOw==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,3,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AU2rbmmC3eiRLrc73zQyG5G__b1OyzlEdYQAfQ8_DhnscS1AttFs3wrPL0eXzkA=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "AavfnKeqNZQlkTv7cJvfWPRGSvrSktz6OyfalofXCk8XSoldlo_0Mw==", "email_sealed": "Aad4k_J-xfd1Dta3oXBpe1KsqktTcGjFcrykarduk1M0-1PEwDxv8NMCxSFRjg==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AU2rbmmC3eiRLrc73zQyG5G__b1OyzlEdYQAfQ8_DhnscS1AttFs3wrPL0eXzkA=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "AavfnKeqNZQlkTv7cJvfWPRGSvrSktz6OyfalofXCk8XSoldlo_0Mw==", "email_sealed": "Aad4k_J-xfd1Dta3oXBpe1KsqktTcGjFcrykarduk1M0-1PEwDxv8NMCxSFRjg==", "years_known": true, "listed": false}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
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
INSERT INTO "invite" VALUES(1,'066697f32b0c22008e3b41cef9bde22f66d9a622b970d571f15be5c232ac9662',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00','replaced');
INSERT INTO "invite" VALUES(2,'34a7f22aaee3b5d3126773462a6e338ff1a93c1e448c68520f8ce3dbd6d0776b',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00','used');
INSERT INTO "invite" VALUES(3,'b0a9c53899cbe65ac09f4837649a3cc960f7801e0f5a692f5d407b3d4a100884',2,'2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00','tries');
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
INSERT INTO "ledger_entry" VALUES(0,'c267690a97b31655ed8e0e574e271c52c578c09d21c41baeb499da5cf4dba39a','{"actor":"office","body_hash":"98ea56deb34ca9a2aab0acaa7651e7b1defc46f0da30d3abc96102ead0a79440","scope":"pool","seq":0,"t":"2025-06-01T09:00:00+08:00","type":"ledger:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(1,'62c4a8f8d8faab0d231d7c8f065e646de6b790021e52578a29aa50f0568e67a3','{"actor":"office","body_hash":"b75147fc69ea2addf2d14d5bb2592b87d2d83db3237802dff3112c3ee0bebf6d","scope":"pool","seq":1,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(2,'2624fbf2004fd5d7d547705fdeac2b9802b969b5924637e8ddcb2e8c4f4e72a8','{"actor":"office","body_hash":"295fd91f43703586b58e58709fd20f0046f122b138573f9213faec724dec3fb6","scope":"pool","seq":2,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(3,'8f43faca735985c7f41f316ec77d7494d9a124e2349a1dcf0edf84c7e1b6f94b','{"actor":"office","body_hash":"096e02434ba29932cf62f26c8d189e3406dc7a577673ab30e9e79af0d63f2f32","scope":"pool","seq":3,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(4,'d791e4fa05ce2f0b4441b05f739a176e6981389ea8ad1613527ef51cde12e64f','{"actor":"office","body_hash":"069f76e4543d629886855bcead1372d52c89a47fb30284e1152151c010541d98","scope":"pool","seq":4,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(5,'8a083c949dfbc7739f0b55db7fd60b7ad50933fe66190edbc38c5eb38024abcd','{"actor":"office","body_hash":"a2b43d98b96db0f3c38bb44a83b61bed5f9674f037b9c59ba7c98ea53b4ef76e","scope":"g1","seq":5,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(6,'6ecd623aecc4d780aa170a81038a2cecd8fb537895864ec67f54898b98f6a319','{"actor":"office","body_hash":"c32e83b9c0452f7d9e5b0502e9b62a438b13cf63ec5ba1d7a7a5cfabb8c93231","scope":"g1","seq":6,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(7,'69beebf2c3b0b22a91cab8412bd7a2daf488d6ca045e24efc3522807004e43d6','{"actor":"office","body_hash":"55e8056595d5769741b1b79a1bb14204a1c4a904c9e1a32be909d0cbd86e2378","scope":"pool","seq":7,"t":"2025-06-01T09:00:00+08:00","type":"account:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(8,'06e33cdda9539d09b5962a1ec252dfd12429b0e43032752aad72cd884988d2fe','{"actor":"office","body_hash":"5b6e44a07dba96696809dee2a9bfc22fdcd94c6bfa2078d8edc1bda221f16075","scope":"pool","seq":8,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(9,'07500113356ec0ce7962dbada1cf3bb7464162a0237074da7827547f9ea81f74','{"actor":"office","body_hash":"ed6b31e3b79db8a8931035182f27c88f9a6a1ca603d9dfbbc0b6458397ebd245","scope":"pool","seq":9,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(10,'ac43756c20d6322d342f03d73e38b9a433b6a7577fa76466c487f5c32931ec35','{"actor":"office","body_hash":"9b7a9bd5912c6b41c8774092bc0e5ef5972d5956b22fd699ff4983246135bb15","scope":"pool","seq":10,"t":"2025-06-01T09:00:00+08:00","type":"invite:ended","v":1}');
INSERT INTO "ledger_entry" VALUES(11,'cddd610129853a1a1ea65ac0f7835667cbb9dad2dfe723bc6f2f20f678a783bc','{"actor":"office","body_hash":"fbbceb09b8ed9df290f78456941e2d29cb24aef831fe1dd5d99918e3d114a4d3","scope":"pool","seq":11,"t":"2025-06-01T09:00:00+08:00","type":"invite:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(12,'11df53d59507f9fbbb3e9dcdfc669822b5dca6728f9a8908826a29667d26fd66','{"actor":"office","body_hash":"54a2640e556ec588474b923ea90b6a05e31d5b2db793997cf2086a2b68df1f2a","scope":"pool","seq":12,"t":"2025-06-01T09:00:00+08:00","type":"invite:ended","v":1}');
INSERT INTO "ledger_entry" VALUES(13,'e122fa12f30763754592e49e9386e864c1cdf3e13d8233a7c2afd9feb9256d8c','{"actor":"office","body_hash":"80c85f4da99178fc0962052e4cc145262fdc2dd3a975efcc0836dcccfdf84799","scope":"pool","seq":13,"t":"2025-06-01T09:00:00+08:00","type":"packet:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(14,'ba17484590244a64e0df110634accee2b087cb5c58307ccd279a515d09efa69a','{"actor":"office","body_hash":"3f07b5ccb2888b9d247aefc0f775e2ede149b3ecac666ad8d83e6a6cef20f0b6","scope":"pool","seq":14,"t":"2025-06-01T09:00:00+08:00","type":"packet:batch:released","v":1}');
INSERT INTO "ledger_entry" VALUES(15,'cc7be7b2b3b4718b2eb407fd95ad10d1dc62ffe489ce8f9d60018f1b30cb7caa','{"actor":"office","body_hash":"ee7a33a02bd2f4fe10c0cf39956c18ec9c294875f6d62189437c9eae129898b9","scope":"pool","seq":15,"t":"2025-06-01T09:00:00+08:00","type":"conflict:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(16,'e1ce51484b446fd6407f28779e8e4a3202600f80b37239962e667da411b437ab','{"actor":"office","body_hash":"2ba7c1bfb9925b2529605fa31c298b7789dd1068b24ab03fe4069829db514649","scope":"pool","seq":16,"t":"2025-06-01T09:00:00+08:00","type":"conflict:list:made","v":1}');
INSERT INTO "ledger_entry" VALUES(17,'1b007600785f6a1f6361de485c471f18808516548ff5874b65ed8b5597ade751','{"actor":"office","body_hash":"b5c5dfedbdda9428da2be890304087bf15581e071c549344f1f69677a711962e","scope":"pool","seq":17,"t":"2025-06-01T09:00:00+08:00","type":"assignment:drawn","v":1}');
INSERT INTO "ledger_entry" VALUES(18,'14634da765369cd900ea9531cc2050342fc6f9a4395d59a66bb05e4ccdf67fb7','{"actor":"office","body_hash":"e4fe227e28251d1c0c959e77a0f7ee4cd5a870d0740f5221cfc472f880a0c3a3","scope":"pool","seq":18,"t":"2025-06-01T09:00:00+08:00","type":"assignment:reader:replaced","v":1}');
INSERT INTO "ledger_entry" VALUES(19,'0879bb804915d6f25403f81a68ad300d0872364ae184baa8a4830cbf2a99cfdb','{"actor":"office","body_hash":"fedde7f209b76b9982b5740820f5aac52cc6cf024dd3be8a59a0b7061b3a33e7","scope":"甲评委会/2025","seq":19,"t":"2025-06-01T09:00:00+08:00","type":"committee:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(20,'1598db12630118196350621c25a46821b9e2221a403e8990da98decd811ab2b8','{"actor":"office","body_hash":"afddca47ae158a2d52dd1d0bae106b58fb8cca9de5d68764e59f5ead27dc1746","scope":"甲评委会/2025","seq":20,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(21,'1b49be837045bfdc530a9e683eb661b4c8eb8605ba94ee8fc33b184fa4cf1965','{"actor":"office","body_hash":"e17db0238f5237b973ba5da793e5199838169fa9451cd7913ced9650df4dbcf4","scope":"甲评委会/2025","seq":21,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(22,'f3d3a74335d1952e9a3d3ab986fee27364010fcd83554f728bff9ba6e0fb35f3','{"actor":"office","body_hash":"558262ea753d01b2dcca0740c0f321e95cfe6dee5cd09afd0e48f0b59ea1fee0","scope":"甲评委会/2025","seq":22,"t":"2025-06-01T09:00:00+08:00","type":"meeting:roll:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(23,'8a6358651ca141a91192c732e768022e7caf291d8361416b844c1965dc5c07e1','{"actor":"office","body_hash":"76b37dcfb267eb76b9658462498a302f0a4625bb70f3b4a882ea52e544ca740e","scope":"甲评委会/2025","seq":23,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(24,'eee670bee64c793a71a0ba11683f07c36dc32670e1832a52d515c7df0f873fe9','{"actor":"office","body_hash":"c4b1daa0c363235cb31910ad218af52b3f8bc26196546db304c8d37b781a1b1d","scope":"甲评委会/2025","seq":24,"t":"2025-06-01T09:00:00+08:00","type":"ballot:count:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(25,'3feb789d81ff5fe6da211a77b25c0dfed315dbf81fb044199614e3b49461d144','{"actor":"office","body_hash":"c8eb6ebb15fc9cb803051ff262e8c342f8d0278cf7e70d942f595a7b7c967458","scope":"pool","seq":25,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(26,'aa1586265a6a26477e5e5d41ddcb06a4220ac42fc5a6e722932cac074cbe8a9b','{"actor":"office","body_hash":"d50e33e770d099e03f9fab5b95c4ce16116717574f50b9979342727ce2dbd5c4","scope":"pool","seq":26,"t":"2025-06-01T09:00:00+08:00","type":"unit:released","v":1}');
INSERT INTO "ledger_entry" VALUES(27,'14fc7e32441f71fd6ba3053918779e347c02dd46c39c8ecfa226f91691a059df','{"actor":"office","body_hash":"2ddca881d826872ac1611b615bbf9848e086af7e7adc0f76a5eb931a1f9406a4","scope":"pool","seq":27,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(28,'1c690dfeafdcdd65c7620e4c9ba7ea7f523b77c098b411a7f1ee72db927c0d20','{"actor":"office","body_hash":"8c1e66b105a75016cde092ed36d4cde63f5f5ecc294eaf223eb47016fb8f4947","scope":"pool","seq":28,"t":"2025-06-01T09:00:00+08:00","type":"waiver:granted","v":1}');
INSERT INTO "ledger_entry" VALUES(29,'3180213567b0705a449f91dfb7d31c550bd029536e8318bbe09ddb8f10841056','{"actor":"office","body_hash":"6d1dae5c099df2bbe90c32b229e44320e25697cefefb6b38c8bc76ecb8704cbe","scope":"pool","seq":29,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(30,'5fe16c76c7adaad2c4e5d52b644acc816f4b38737fd3f8a72ba4b44b9e6209e8','{"actor":"office","body_hash":"cd802734343698406f39e5ef50e7262cbeb5c0ec250654dfd5922953305116b6","scope":"pool","seq":30,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:lifted","v":1}');
INSERT INTO "ledger_entry" VALUES(31,'e628bae5d47e1326f2490c001983294200a65a1f6a963f9342a48abca4da4832','{"actor":"office","body_hash":"39469e6aa4aabf2eed21d4234d1f96c69125a8276e6e41df3a5719b21bd5ca05","scope":"pool","seq":31,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(32,'723f6d2a389df59a8452c077d3e297b536087bacc48058e1276cea560a2500c3','{"actor":"office","body_hash":"672d0f707c7ad5985198d6ca6042ed6783e56337bffb2a243db98bd83f07b2d9","scope":"甲评委会/2025","seq":32,"t":"2025-06-01T09:00:00+08:00","type":"draw:panel:seated","v":1}');
INSERT INTO "ledger_entry" VALUES(33,'9258f6d250943f5309978c196467571b219e87ad2eac620ef85402dc8cf36146','{"actor":"office","body_hash":"f524e29d442214a130a0455573c9b234c580111573da9e721389ea2ac1a194f4","scope":"pool","seq":33,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(34,'f33a577cba75bf28c0999c955b1f2f0c27f71e9ef15e3a16a6b0ed5b9a120fd3','{"actor":"office","body_hash":"dd053bb9da8ab87567a4a150f8403f7ad094e47ccf36b5a051a971f0a7da2324","scope":"pool","seq":34,"t":"2025-06-01T09:00:00+08:00","type":"pledge:signed","v":1}');
INSERT INTO "ledger_entry" VALUES(35,'86840ed78abba053ffcddb8bf4640ef7c2c35d29e34e0d868575612c430a9dcb','{"actor":"office","body_hash":"4c9a2c8ebf83eb12f8c95859442685e4586de6feff7faa83df2251b36241bf2c","scope":"g2","seq":35,"t":"2025-06-01T09:00:00+08:00","type":"score:group:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(36,'5aa7f5acbb4adaff7f4eb67b49b80202fbe987f3002065c6b36d9162756432be','{"actor":"office","body_hash":"5efebdbe235184322d84670b3d07cd200407990f1f61746825c0044458216b15","scope":"g2","seq":36,"t":"2025-06-01T09:00:00+08:00","type":"score:group:begun","v":1}');
INSERT INTO "ledger_entry" VALUES(37,'5052faec1d7974b66a7441c5b22ba8bffa223131ab028055e7e4645ccf6510e9','{"actor":"office","body_hash":"d9d098ced31b857962e11f9868839ec8558ce5f227a58378ac4ebdf01b59981e","scope":"g1","seq":37,"t":"2025-06-01T09:00:00+08:00","type":"score:reader:enrolled","v":1}');
INSERT INTO "ledger_entry" VALUES(38,'1884932a763dcf7db2ae9e96dca65ec54fd22f121bddfe94704087b0804157e4','{"actor":"office","body_hash":"84a3427b78c5d7a801046264ed4d169cd120d551bb578be0bae568b9654c3dbd","scope":"g1","seq":38,"t":"2025-06-01T09:00:00+08:00","type":"score:reader:revoked","v":1}');
INSERT INTO "ledger_entry" VALUES(39,'7c18c059234b8020632af93172a7ecfe8a584a05290278ac5357d5e3f093b79c','{"actor":"office","body_hash":"023e046cc620d102ffe7bf3fcea060e1706416c12ed73987bf3e97c8d9b25e64","scope":"g1","seq":39,"t":"2025-06-01T09:00:00+08:00","type":"score:extra:drawn","v":1}');
INSERT INTO "ledger_entry" VALUES(40,'18e07f2e3931f9e22300e00c1ccd56f69fdf5e64dab7f5284db1972cda4664c5','{"actor":"office","body_hash":"08166f81012e6ac9d10ffc0b682e85d3e33652c1778ca42776baabbf2040804a","scope":"g1","seq":40,"t":"2025-06-01T09:00:00+08:00","type":"score:group:closed","v":1}');
INSERT INTO "ledger_entry" VALUES(41,'d35757290ffe9e32f222c83c56cf377989695010d195731eea2c5950cc8f65f4','{"actor":"office","body_hash":"fac4a6adb798584ffd0de39b49035f47ca2ec71b4c957cb265b7da0301413f29","scope":"g1","seq":41,"t":"2025-06-01T09:00:00+08:00","type":"score:closing:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(42,'0471e1057d95be58dae5f894162415a5339c367c58f2ea19778520993d2445ca','{"actor":"office","body_hash":"5b74a4e0e2a2d3685b9eb4b73955496158177d5ab580f7145cbec6ad1265565c","scope":"g1","seq":42,"t":"2025-06-01T09:00:00+08:00","type":"score:group:unsealed","v":1}');
INSERT INTO "ledger_entry" VALUES(43,'bf553b83bffaa4ef379a10d40a57208b88f9ff0efc8184c4e65277532be51e7c','{"actor":"office","body_hash":"e42937a5170e878cf64804e54612ec5a214774453a4445f16b39b2459d5bf1ca","scope":"pool","seq":43,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:asked","v":1}');
INSERT INTO "ledger_entry" VALUES(44,'412c961c38bad5c0c0903e3ebb82b1c1af68598cfb553861e269e98198b2d252','{"actor":"office","body_hash":"bac8a28145954bc3cf35e1559fbd436e4fdb09ee4407796db7b23559019b5a79","scope":"pool","seq":44,"t":"2025-06-01T09:00:00+08:00","type":"vault:unsealing:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(45,'a24bb639dc8dbc9285a078774108a619f1ddbc7293dfcc293f25cdd5160d2721','{"actor":"office","body_hash":"b493e7432030c68625532d70416e072693cf1910690d95fcfa88bacdcfbba5cc","scope":"pool","seq":45,"t":"2025-06-01T09:00:00+08:00","type":"calendar:year:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(46,'eff980244ee26631cf53aeb1effc060810f6cfe25e1b43546bdb4d85ce71c190','{"actor":"office","body_hash":"2ad1006970440fb1fe085856f3c1484dde7915bc6c604d87f576aa8670e3d3b4","scope":"甲评委会/2025","seq":46,"t":"2025-06-01T09:00:00+08:00","type":"committee:days:entered","v":1}');
INSERT INTO "ledger_entry" VALUES(47,'164ff391fa72584dd4c90917c6bf3b4c52de927f1a5ec8ea30ca7efbd0cf1b30','{"actor":"office","body_hash":"83fe9b62d65ab1df416283b4a0993a1987210fcf0436ea0b5c668b5914401435","scope":"甲评委会/2025","seq":47,"t":"2025-06-01T09:00:00+08:00","type":"filing:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(48,'2f13a17b7fdc864c696e96b0287ba6b87c09195e0ec704b0c500139297a045c6','{"actor":"office","body_hash":"bd1480b5cb4cc498f07db8e14f2dd2a46ffd5fb28c6c9c9e0ac7bc9efd93eef8","scope":"甲评委会/2025","seq":48,"t":"2025-06-01T09:00:00+08:00","type":"filing:step:taken","v":1}');
INSERT INTO "ledger_entry" VALUES(49,'bc2452ec80d7ec0d07859de470ac8384b1c7d77857fd40233ab1d16d39f1da9a','{"actor":"office","body_hash":"6db762943c74745c94cefec6a61d5fade569d4d032c56a90350d46c322ba7338","scope":"s/2025","seq":49,"t":"2025-06-01T09:00:00+08:00","type":"report:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(50,'a5edb14bb2ad6a27801a542534037ffe116c45865ca0dd02bf5490ad38098329','{"actor":"office","body_hash":"72251045a926909592af2208109382bae49b404c7a1e1640da001cb7265c0207","scope":"s/2025","seq":50,"t":"2025-06-01T09:00:00+08:00","type":"report:issued","v":1}');
INSERT INTO "ledger_entry" VALUES(51,'2f01328e5bc259383c5376799d9ef17ebe219ccca1bf36f4ec5b0f9e913d4555','{"actor":"hrss","body_hash":"38296bb0cc1b05d8ca490e9211c94b57a96d275af4d881284a3a5a2174ce3113","scope":"s/2025","seq":51,"t":"2025-06-01T09:00:00+08:00","type":"report:countersigned","v":1}');
INSERT INTO "ledger_entry" VALUES(52,'fbf9934f04a7b54c69108a6d8c73e6bd1efa4df72a7c441327b1e8d1a108fd3d','{"actor":"office","body_hash":"b091c112f1b17b196eec3b5cd99fae0fd108c6566bde1abc453101e8570c0fd0","scope":"甲评委会/2025","seq":52,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(53,'c611aa1b9aa1024a47a4b44dc7d7ee74517f1957a5775a507ae8b7f3692604d8','{"actor":"office","body_hash":"951bca3b4a24a3a4ee5e8da62d3960b95ced5dce6d5dc6f7d63552277d3905ff","scope":"甲评委会/2025","seq":53,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(54,'53e4a342ae8e0e699c40930596cf4f3ddb4f2767e14d4c27cd7b4f629a4a6f32','{"actor":"office","body_hash":"7646646218696d143b149cc4cf10ed96fe6f46fe41b136d3065a1c6ec9a46508","scope":"甲评委会/2025","seq":54,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(55,'117d79055411f970a988e05dcd1b370e09ae1ac8f6c12e6a95a90c42e47fba6d','{"actor":"office","body_hash":"97fc020328ffc5fce70f773e2256185721d1e40a76959fe421292731cbe9e6b1","scope":"甲评委会/2025","seq":55,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(56,'42794227a7c009a09b420038a6b99b7f0336d1422a52d63396a0618e636cd9de','{"actor":"office","body_hash":"2aa85e379344f79259669b4d48e622a2906d532bb3f368b7302738cacfbdc893","scope":"s","seq":56,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(57,'90d8e2a8f68b15a6440b5e730d238c6b1d2513b0484d150864fd14d77e617b96','{"actor":"office","body_hash":"cadf2924c315be75e30967003c8119174a385f5eca0aa11e0992735a304ffdd4","scope":"甲评委会/2025","seq":57,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(58,'23ebcde15abe23b574f7f736e8ee3cca96554841508fde2a7fadfe8dea285fb7','{"actor":"office","body_hash":"de1db6df19bf8b7ba1e45647d117b0286aef9a4028be7bd3d12e1ede3bf7e4dd","scope":"甲评委会/2025","seq":58,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(59,'e05e29b2099f34c8c4a910c9e9ca8809b8d4f8a3e2ff702ccc2e2ffd3c12f98a','{"actor":"office","body_hash":"888193c2c2f0e90f56920251e258247e7e52db39cf10f1e6dcc1d3fb45e84ed8","scope":"s","seq":59,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(60,'49b1c8046f6916d0e3af2786a9906346a1493d9844f27aa96fd335918c3e7ef8','{"actor":"office","body_hash":"625a3d37dbcd2ed63be99175fdc743ac104d5f33558e797024af2db8e0f5536d","scope":"s","seq":60,"t":"2025-06-01T09:00:00+08:00","type":"complaint:registered","v":1}');
INSERT INTO "ledger_entry" VALUES(61,'71b1d544864d8d00497e015cd2afa7fcda79752eb35a079180231aa02ba2c550','{"actor":"office","body_hash":"199dcd8b136cca573cb396e4386eb1761d0032bc50e6868456146ff57916fe6b","scope":"甲评委会/2025","seq":61,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(62,'7be4a5c74dd5e8c7a62a0c1acd01dbc75ee2d2f3f911f607c6c958e797481808','{"actor":"office","body_hash":"65f22176436948bd92b451dda7ea76be0e195f08cc9a72d0f0ff7fc10fba0ee0","scope":"甲评委会/2025","seq":62,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(63,'b3b88414ef145aa7280e14a98b50497c6803fc702c65da0917f71c6ea51fa538','{"actor":"office","body_hash":"2b69e2d43bd4cdf6ea0b17baac4a99e827310cb9b2eb97b98bb63bfa7f1dee6c","scope":"s","seq":63,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(64,'aa49e7ea0fb8d158022be956f8f938d13935753eedc504f310d7f28e222d5468','{"actor":"office","body_hash":"a22e2320004f85ffe170561b511d31986668c3d15d96d91e2291ea3a7b46f6ee","scope":"s","seq":64,"t":"2025-06-01T09:00:00+08:00","type":"complaint:registered","v":1}');
INSERT INTO "ledger_entry" VALUES(65,'fcbb01e9acafe09d3c9b4c6ab8b0fa656cf275b33f834a744e7af840fadb50ae','{"actor":"office","body_hash":"41482c8849c04f746a94daa622884ba5af239dbc06c49b709ee25c7595afaf42","scope":"s","seq":65,"t":"2025-06-01T09:00:00+08:00","type":"complaint:answered","v":1}');
INSERT INTO "ledger_entry" VALUES(66,'8cbe82c8e9690d9fbd26f502dd58e07a00126daba27c113a6692d95ae1ed2d58','{"actor":"office","body_hash":"acd46d31f0dabcfb8231089b7c81da973691a26fc82f291822806f93e07a769f","scope":"甲评委会/2025","seq":66,"t":"2025-06-01T09:00:00+08:00","type":"meeting:called","v":1}');
INSERT INTO "ledger_entry" VALUES(67,'775d775a986234d91049c5bf0bbaa374487a28791f79cd6f3d92850bd8ce2998','{"actor":"office","body_hash":"f919a3bf29058a82fd526d7c7b1ca1a90b15cb6d7097f966d99cd8c67e2de234","scope":"甲评委会/2025","seq":67,"t":"2025-06-01T09:00:00+08:00","type":"result:ranking:made","v":1}');
INSERT INTO "ledger_entry" VALUES(68,'80933080dd86c4109d27a9008f79259c699c42a902521460272b3c4a3f396c31','{"actor":"office","body_hash":"abff80b2e310ff4133630466f4ef6d2d8e8ea0510de457ea6ad4a42144a8a7a7","scope":"s","seq":68,"t":"2025-06-01T09:00:00+08:00","type":"result:list:published","v":1}');
INSERT INTO "ledger_entry" VALUES(69,'a0263eff59d6924003173e4cbbae46478e9403b6b013dfccf68c7370316d3d80','{"actor":"office","body_hash":"c51251c4c01c97b78c325904454d742ae7d119ce95513ea677349964c4cfdeec","scope":"s","seq":69,"t":"2025-06-01T09:00:00+08:00","type":"result:list:confirmed","v":1}');
CREATE TABLE ledger_frontier (
	id INTEGER NOT NULL, 
	frontier TEXT NOT NULL, 
	CONSTRAINT pk_ledger_frontier PRIMARY KEY (id)
);
INSERT INTO "ledger_frontier" VALUES(1,'{"algorithm":"sha256","peaks":["2a709f2abcdce2b177f6b8d991bb251e1fc9db2119d238a9c4d0eb95338a3df9","2d4d2868fab8e80faf66ff2b4fb8cd158ee9a0055aadd1b8ec1ba30be6b7e958","363223f3ceaf884b48f33ac48669d58db54fa48c73405ac796dbf22ba0a76852"],"size":70}');
CREATE TABLE ledger_payload (
	seq INTEGER NOT NULL, 
	salt VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_ledger_payload PRIMARY KEY (seq), 
	CONSTRAINT fk_ledger_payload_seq FOREIGN KEY(seq) REFERENCES ledger_entry (seq)
);
INSERT INTO "ledger_payload" VALUES(0,'57489f1d3d11a124eda8a6dbb38b186598d509e658eba77092d8cff847ce890e','{"records":[]}');
INSERT INTO "ledger_payload" VALUES(1,'d11b85d7984645efc6ecc7aeba3ed8e70940438fae6a266625dbd9446a2e7046','{"by":"王","facts":{"added":3,"batch":1,"changed":0,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","f8e8b9a89ee963b2780129995ed77a6b2907372cc3cf48c895102e39666d785a",null],["expert","[2]","9d50cbc02602a66ada7e398be409e66b799c0f7dc2c6746cb9262e435cfa7fb8",null],["expert","[3]","7f8e0d44d9b406e9e4712b9b28b68bbf610f036b2ea7a7dcd53e4ca98eeaf8c1",null],["import_batch","[1]","fd80ca5cab2740df595152d2fed615865d849ccc35b637cd3d63eb5e4b1325e7",null],["pool_lock","[1]","eb578d3163c0f8031460ab4f0cb912cf858b16ab584ccfa5a7ee07f750c311a1",null]]}');
INSERT INTO "ledger_payload" VALUES(2,'eaa4525c97598fda19e43fb647f67b1ff58e1199fa2a2baf5aac717fcb2507c7','{"by":"王","facts":{},"records":[["misconduct","[1]","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7",null]]}');
INSERT INTO "ledger_payload" VALUES(3,'eba4fb457e078b2ea2bd6d265a8d6ad262c0f842ef6e35eaea26e682c888f235','{"by":"王","facts":{"of":"研究院","unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51",null],["unit","[\"\\u7814\\u7a76\\u9662\"]","e9357835574882c6d0f5e6a13db0cb307a37e9938a7792fabbae5eaa32a7b66e",null]]}');
INSERT INTO "ledger_payload" VALUES(4,'b9439a150a3314ee941242c3813322ae70e417a167988e00419a180a3acff29a','{"by":"王","facts":{"added":0,"batch":2,"changed":1,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","b47a6165854e5e02521a00556a7e15d4602c9479abf25878520caedfc759b54a","f8e8b9a89ee963b2780129995ed77a6b2907372cc3cf48c895102e39666d785a"],["import_batch","[2]","08b13e8677cf59dd51b48903807ed7222c7b698eaf4e2bcc3f68faddff753f13",null]]}');
INSERT INTO "ledger_payload" VALUES(5,'6ef1a6b9ee315f76b8d551b2516d7f4e46fa5d9138bbaf61a8f754de056a7a3b','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g1","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(6,'edbb1cd3002fef650a14c69cb647cbcfc50c5ccd7752c8c271054133f174801e','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g1\"]","fb0781957d54f36dbf3d018c49517abc0b951b57cfcac070d896ef802aad9e24",null],["review_reader","[\"g1\",\"R8HXHY6\"]","48016f8ae2966d6ca94d4475de1b3e374b87619cd13ddf4393985499cff1ee2c",null],["review_reader","[\"g1\",\"RCBA3HV\"]","0c16d61504bbf1b61164f2115e8b8536611f23228dbb63acd6b3fd06c47fbcfd",null],["review_reader","[\"g1\",\"RST3M89\"]","b927cfa7ceab4600bf4a170b600431c7bbe0d7d812b1538b52939ef8e7bea6aa",null],["review_task","[\"g1\",\"0000-0001\",\"RST3M89\"]","08adb707c8d11a88c45803c752b8602af9cf53ec268d836cffa04f2559dcb90f",null],["review_task","[\"g1\",\"4821-3907\",\"RST3M89\"]","13a7cdbaecc185ed31bac34a543b1d10004532ed72ac5ebe02ac9f8a2a8377e7",null],["review_task","[\"g1\",\"9999-0000\",\"RCBA3HV\"]","23744eb8270334ff45a3b36548d741b065b99f9609d75073ea53aa0a17858d0b",null]]}');
INSERT INTO "ledger_payload" VALUES(7,'9ef4a8d6774ad2a0645f220c833409b389b7fba880d3622a6d9aa64505af4ae6','{"by":"王","facts":{"role":"office"},"records":[["account","[1]","09913f354b30e90453e9761a45482f42848c95f0b8d2c15b27aacf3168136295",null]]}');
INSERT INTO "ledger_payload" VALUES(8,'52aa62c42d11fedf347a09f6a6a583bc4b352f86b9444e98db848cde617df209','{"by":"王","facts":{},"records":[["account","[2]","8611d73168d31799d6366a8e0e8725ee1432226e21d24f0542d04789300642da",null],["invite","[1]","ea90deb3c02d8dff1e2a8b18ff32af3aa8374b4145e362d7ab601bb94aa55b41",null]]}');
INSERT INTO "ledger_payload" VALUES(9,'c5450ec114057259c70f75adb6f3881d2bab782d3e2ca241d78073573256ea60','{"by":"王","facts":{},"records":[["invite","[1]","92c052a5f6c1d18c4e4622a20f27c39bfec73446284bbc74f7e83435282c7b47","ea90deb3c02d8dff1e2a8b18ff32af3aa8374b4145e362d7ab601bb94aa55b41"],["invite","[2]","7373edebbb79110c0a08d4be8276edca17e031be87725497c2c7dd75053ce1f0",null]]}');
INSERT INTO "ledger_payload" VALUES(10,'cec652b3d575ab12d0e4ecefc47353552dd3ac231897d02fe7a49b47b583a2a4','{"by":"E0001","facts":{"why":"used"},"records":[["invite","[2]","2864511ce359393904df8a831a6a9774fcef2c3af618d0ed2fa2e256db0f5b49","7373edebbb79110c0a08d4be8276edca17e031be87725497c2c7dd75053ce1f0"]]}');
INSERT INTO "ledger_payload" VALUES(11,'23b98357d30624e00c2cd4edb02f026c03f6c8aab5a390586be57f78e3bd0650','{"by":"王","facts":{},"records":[["invite","[3]","a2e69b423d256cac288b1adeb60c4eeb558a6dc96def084474eb27910df3186f",null]]}');
INSERT INTO "ledger_payload" VALUES(12,'e580f3b6c747d14d1fb12c944259776dc1e423693506d83bbb0679b7001202d5','{"by":"E0001","facts":{"why":"tries"},"records":[["invite","[3]","ad8b7ac7f4658f6f512911fe37bd029181568bc2045d9fd8e12a9a04b777ba9a","a2e69b423d256cac288b1adeb60c4eeb558a6dc96def084474eb27910df3186f"]]}');
INSERT INTO "ledger_payload" VALUES(13,'35ab4c98abb9a3fb19991f6372c268de7ed4e8e1b02c322ccdb87f7c25f11a6a','{"by":"王","facts":[{"decisions":[{"about":"q"}],"key":"A001"}],"records":[]}');
INSERT INTO "ledger_payload" VALUES(14,'6988d203356a2d233bc953149d27ee4b934211437cba4d7ee91cdc71a6e4c93c','{"by":"王","facts":{"0000-0001":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(15,'b37d31a10a732ad632eccbcd66184ac0e11cadd2e2849f2049ebcbc3d1c15a64','{"by":"王","facts":{"a1":{}},"records":[]}');
INSERT INTO "ledger_payload" VALUES(16,'4c80b5f85185380fa202055225addfd2b2d391bc7c0de9c2035cb405705e7194','{"by":"王","facts":{"counts":{"sure":1},"list":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(17,'2db6034a354f170d7d17a12b188dd7dfbfd3597945221e308acf0db2f64badf8','{"by":"王","facts":{},"records":[["assignment","[\"01\"]","606501e6a6666f69e1551c3e5eba87565bda1e549c6424c690966d507febb25a",null]]}');
INSERT INTO "ledger_payload" VALUES(18,'6da3f981b442e4cdcf9dd21fecd270eed36b1776df7efe3f8dcdce0ff31cf842','{"by":"王","facts":{},"records":[["assignment","[\"02\"]","e45272bf0ef5ca56937df801e10291d45ae4db84aa78fa106d94d6f0d3ea774b",null],["recognition","[\"01\",\"0000-0001\",\"E1\"]","7393d94a848302097d4773cf01f242f1edc777770e38b16dc24edd5d6d2af90c",null]]}');
INSERT INTO "ledger_payload" VALUES(19,'1d28f6bc11cc7de0d453d640bde1f6b547ee451b0e3c1cb90de5c7bb6114fb2e','{"by":"王","facts":{"name":"甲评委会","year":2025},"records":[["committee","[1]","b4c090830428c4fc311fad7af4a7180b2aaa827f774b36005aba2219e22f92d4",null]]}');
INSERT INTO "ledger_payload" VALUES(20,'255e51b1d4e81194199223f79f610fab1272713b00d18d06d0e064bfc1736d74','{"by":"王","facts":{"candidates":1,"members":2,"number":1},"records":[["meeting","[1]","5f6e2c270b54c61ba678222356b58da52986dbb473475a979d3a8ed283893613",null]]}');
INSERT INTO "ledger_payload" VALUES(21,'4d9b6c2c3ba391ba15465c78bf5b2037816f5414e4621a31271605a4592ad43d','{"by":"王","facts":{"candidates":1,"members":2,"number":2},"records":[["meeting","[2]","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65",null]]}');
INSERT INTO "ledger_payload" VALUES(22,'30c416b9badd0465ada69ce0cd86045508c9e524cc158f1e9804441536cc727e','{"by":"王","facts":{"number":2,"recusals":1},"records":[["meeting","[2]","740e70861f6496aec49831722fb246a9fa935224f89f61e71a2643fd470cc4c9","72e7fba34e3e305edba9956b71c44e4202b8936d5c0243606268ff6506c03b65"]]}');
INSERT INTO "ledger_payload" VALUES(23,'deb28c1e1e93644b2789d90cf7e32eaf89cb2b9caebc24916b5cefeb8d402325','{"by":"王","facts":{"candidates":1,"members":2,"number":3},"records":[["meeting","[3]","5e8c75fd1aa4b29617787725caceab770b6316676d5938188f936ffe8f53b259",null]]}');
INSERT INTO "ledger_payload" VALUES(24,'369be3c47c7c3e89e5f4aac7f7dc378b9c1631a808e33423cef5903f4e0ad59b','{"by":"王","facts":{"agreed":true,"candidates":[],"number":1,"paper":true},"records":[["ballot_count","[1]","218452f35f15d3c70c10f738c8fbced211d19ae59e6d06a1d318418745a8c66c",null]]}');
INSERT INTO "ledger_payload" VALUES(25,'602bd6ac8e33c0c7dad0159277376a5bc884dec145603f47a6fc4f81263c9635','{"by":"王","facts":{"of":"研究院","unit":"杂志社"},"records":[["unit","[\"\\u6742\\u5fd7\\u793e\"]","5d19915dd5bcce1958e6652811cbce1f15fbd196a626a06045638a53d3ebb05d",null]]}');
INSERT INTO "ledger_payload" VALUES(26,'366477276244840d127a1586183fa877dec2493b3a1686e7cf7eeee799dffae2','{"by":"王","facts":{"unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","ef501bb16353e2aa64409271dd1b26def661b49c7d62c56700f0bb8eca56aef9","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51"]]}');
INSERT INTO "ledger_payload" VALUES(27,'0e876004fd7efb267ee3c5697513e203a7e764952ac35818c95e92ac96f85612','{"by":"王","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[1]","842c1d4afa710052108cdb60d1337c1bb323a732fe8432844cfd10b9c7ac7c2a",null],["roster_content","[\"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c\"]","93745286820285354e6d7d7e821fbeb2548675e193e730db5704aa666e41fdc5",null]]}');
INSERT INTO "ledger_payload" VALUES(28,'466c959a813c7d615c572ed0ae9613090bc5a58c58bdc1d7ccca5f86d236342d','{"by":"王","facts":{"rule":"rest"},"records":[["waiver","[1]","866506cd28455628b4723eef9bc39299e41919d8299ea3d3474202bf8327c9ce",null]]}');
INSERT INTO "ledger_payload" VALUES(29,'96310bfe18b89023d426182f82426ea0c0eba0d5a06778fb964b339f445178a7','{"by":"王","facts":{"added":0,"batch":3,"changed":1,"digest":"01","removed":1,"source":"b.xlsx"},"records":[["expert","[1]","42a950c1f9fee5cef0486ada41a52d5894e9a9cd86311fde36d9feacfc644972","b47a6165854e5e02521a00556a7e15d4602c9479abf25878520caedfc759b54a"],["expert","[3]","0fdb6d8824e1810ded853457c2cff95ea952d6f1d69e2f7c20f31ac9fe2120b1","7f8e0d44d9b406e9e4712b9b28b68bbf610f036b2ea7a7dcd53e4ca98eeaf8c1"],["import_batch","[3]","98dca6c3dfd8aa1f95e8929be21fe80fc703fd44f5314516107b5be3d715fc08",null]]}');
INSERT INTO "ledger_payload" VALUES(30,'8d6452ed9e27cc06f33567691e4b9dbd44fe3934342f186003c080321981cd23','{"by":"王","facts":{},"records":[["misconduct","[1]","fd6da5893bdfee082894ee14fcaa642c25a3c7957c7de90c83ca7949b9b18b51","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7"]]}');
INSERT INTO "ledger_payload" VALUES(31,'f582c0baddfe372fcb276a646f086275299e39cf39b9ac4436acb88ed8314c61','{"by":"-","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[2]","34d59ad172fbc9ef43dea4604be14ae89507b281caf78cc703ecea8e9b791110",null]]}');
INSERT INTO "ledger_payload" VALUES(32,'ea54fadfca55a3c5e351b0c6057ad25d7f9d439050915c99b346ece76bd96876','{"by":"-","facts":{"assurance":"M0","attempt":1,"method":"lottery","roster":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c"},"records":[["draw","[1]","77f22f07f3bfa05c9715e476bbab5601300f40608dcc1c188b345d9769b0d09f",null],["panel","[1]","b2114068208214be08cac5d3176100518cac16f9d64cc616aeef0ee5be6d6e08",null]]}');
INSERT INTO "ledger_payload" VALUES(33,'aaaf762afea105b9364d82283ddde73b5b115c0aa84c819f666344c5e21f7717','{"by":"王","facts":{},"records":[["misconduct","[2]","a9db27243d73ef71e82c80f18437b9272b06b3d3d4ad7e9e51a4f167242b3278",null]]}');
INSERT INTO "ledger_payload" VALUES(34,'f373aa4a7bd48a521bb4deb562bd1d21c1f20eaf7dfc86385b9a9c64015ca497','{"by":"王","facts":{},"records":[["pledge","[1,2025]","5def772b7889752f8bef7225f4367ec84f3d9e975be64dda837f39b656303d91",null]]}');
INSERT INTO "ledger_payload" VALUES(35,'4ca146c95825dee70a13c0fb3ac3bccff5b82fef7b328ce827e5f7c440ab84e9','{"assignment":"0000000000000000000000000000000000000000000000000000000000000000","format":"expertpool-review-group/1","group":"g2","packets":[{"codename":"0000-0001","sha256":"0202020202020202020202020202020202020202020202020202020202020202"},{"codename":"4821-3907","sha256":"0101010101010101010101010101010101010101010101010101010101010101"},{"codename":"9999-0000","sha256":"0303030303030303030303030303030303030303030303030303030303030303"}],"plan":{"method":"plain-mean/1"},"rubric":{"code":"engineering-senior","format":"expertpool-rubric/1","indicators":[{"anchors":[{"at":9000,"says":"能独立解决复杂问题"}],"code":"ability","title":"专业能力","weight":40},{"anchors":[],"code":"results","title":"业绩成果","weight":40},{"anchors":[],"code":"ethics","title":"职业道德","weight":20}],"longest":{"comment":1000,"reason":300},"scale":{"grades":[],"highest":10000,"lowest":0,"reason_from":9500,"reason_to":4000,"step":50},"title":"工程系列高级","version":1},"title":"冶金高级组","trustees":[{"holder":"hrss","public":"4b78c04dc3ed15ca770a6100ebd94361f90d21195e37792ff1a50cb5d2524043"},{"holder":"inspector","public":"e809ee02b3d0d79c63a3cd27b15bcb9fcfe4369c5cfcaaf2f99d57527fca6b3c"},{"holder":"office","public":"28a7934581ca2ad685ee957f39c72aed6c0b9c9ba63b3e8b0268fea6b903671c"}]}');
INSERT INTO "ledger_payload" VALUES(36,'60ca3098772d9b2e304c2bf5e39f1fa394fd9ade8a4e7bc42bf3639a2a6a96d9','{"by":"王","facts":{"packets":3,"readers":3,"tasks":3},"records":[["review_group","[\"g2\"]","f928a93c1e7d7214d3bc8eced9595543ab8c42122c194a7bab63616a3bbc3353",null],["review_reader","[\"g2\",\"RA41MV6\"]","7e7cfea3fd7f2b349d686d6dcae23ba528c2242915fc5ded621748bc73dc106a",null],["review_reader","[\"g2\",\"RAJPFP7\"]","d12a60b397e20a3ca828efd26b0876f626dd50c0495f1869b684b2bf5ccc6a90",null],["review_reader","[\"g2\",\"RSKVJWB\"]","d6e164bff931fdae581073f5ee20854b3871d615624c74a38374ea146d128d0b",null],["review_task","[\"g2\",\"0000-0001\",\"RA41MV6\"]","ac5deffa051fbdead0e13e3fc83b331734b883c8d91595197ec0bdca1df6f815",null],["review_task","[\"g2\",\"4821-3907\",\"RA41MV6\"]","051f069b299f0c0adcbdd6628b2e5a83843fbf9b530237d0c43de54855858430",null],["review_task","[\"g2\",\"9999-0000\",\"RSKVJWB\"]","6f5ad5e02b4e7a9b8a3cd7364b59eb88da140dfc2377612aa64e9e541dac0d60",null]]}');
INSERT INTO "ledger_payload" VALUES(37,'a26ae3c8d34807800cfb3e73c4409360e345e9603734b99b5a0a09cb6080d9bc','{"by":"王","facts":{"custody":"reader","reader":"RST3M89"},"records":[["reader_key","[\"g1\",\"5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c\",\"RST3M89\"]","ad64eadaace8143cebec9443c3bd980489bc54a96ce3f9419ee28472c7dd3f08",null]]}');
INSERT INTO "ledger_payload" VALUES(38,'f715785ae5d44b47ac2ce0cd61d6119a047b4890bbf26367fc28f72cecb5deee','{"by":"王","facts":{"key":"5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c","reader":"RST3M89"},"records":[["reader_key","[\"g1\",\"5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c\",\"RST3M89\"]","641f80075920fa236dbe6ef41906c8a8e549bf39357f8aa94b6bdef461bed02a","ad64eadaace8143cebec9443c3bd980489bc54a96ce3f9419ee28472c7dd3f08"]]}');
INSERT INTO "ledger_payload" VALUES(39,'075c9f94fae828f14e184d692921600481b395fc9447f7adef479eda7f7b87a0','{"by":"王","facts":{"barred":[],"drawn":[{"cause":"wide-apart","packet":"9999-0000","reader":"R8HXHY6"}],"loads":[{"packets":0,"reader":"R8HXHY6"},{"packets":1,"reader":"RCBA3HV"},{"packets":2,"reader":"RST3M89"}],"round":1},"records":[["review_task","[\"g1\",\"9999-0000\",\"R8HXHY6\"]","d3679ed6cafdc7f7d60bd55c820ff98a38cdcbd612f9794b778c6200c5619764",null]]}');
INSERT INTO "ledger_payload" VALUES(40,'a70a0c7b5b009a06fb05b1c2f733e7ab0d961eea09b5274fcd719392cb825b22','{"format":"expertpool-scores-closed/1","group":"g1","missing":4,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
INSERT INTO "ledger_payload" VALUES(41,'893233d3dee605abb7b9a47d52f5c0b28c2b1217b643d130883f5af2db80fabf','{"by":"王","facts":{"missing":4,"round":1},"records":[["score_closing","[\"g1\",1]","e7bdbf53f1847a5185dc7a81224d866d43b256f24ddde09d9f7bbd6606cec7d4",null]]}');
INSERT INTO "ledger_payload" VALUES(42,'6e3f42962701ba68ab7e5f1b70ccfb219bb4c8f340ec8554dd37a1f7367490ab','{"by":"王","facts":{"digest":"00","round":1,"sheets":0},"records":[]}');
INSERT INTO "ledger_payload" VALUES(43,'dce453cca66550d6ca497836c7db33a2ffa234ebf6ba9fa8abdaaafc90069577','{"codenames":["0000-0001"],"format":"expertpool-unsealing/1","manifest":"0000000000000000000000000000000000000000000000000000000000000000","nonce":"00000000000000000000000000000000","purpose":"complaint","requester":"王","vault":"00000000000000000000000000000000"}');
INSERT INTO "ledger_payload" VALUES(44,'571e660b174cbcb24f5df5e3f91b1205d56c0d84d67c4d0360dae767ee83373c','{"by":"王","facts":{"purpose":"complaint","records":1},"records":[["unsealing","[\"89b00f736f9c74fd3fd37b16bdd92857a0630c508f71c246f5d1f9ce6ab1b9da\"]","8714c5356d0f5ae1b1adbcd383cb1145b99753857a695175e6bc06e18d324875",null]]}');
INSERT INTO "ledger_payload" VALUES(45,'26b829f470558b54cc19f7a3bce920da3356efe4e9f071c8884468251c41f958','{"by":"王","facts":{"off":["2027-01-01"],"source":"the notice","worked":[],"year":2027},"records":[["calendar_year","[2027]","5121449652170e4e5fbfb3b6b48efbc973bd28022aa8a8c385a4c192ff4afb66",null]]}');
INSERT INTO "ledger_payload" VALUES(46,'25aaa7bf69261387bdb5d504a383d7b21a22f1a44b85c88a2a262e35a67338b0','{"by":"王","facts":{"days":{"meeting":"2025-06-01"},"filed_until":null,"traits":["grassroots"]},"records":[["committee_season","[1]","c29e2459544c9880f5b8d62a22011e800e93c9f2395ac6a43dc405d17cbca072",null]]}');
INSERT INTO "ledger_payload" VALUES(47,'37b99484257dd7dac62e60a3dd2e564458b688cb9e0e6dd37504e9a6c9558d9c','{"by":"王","facts":{"again":0,"asked":{},"kind":"annual-notice","number":1,"role":"office"},"records":[["filing","[1]","eb5bb96ba02d362d822d006a0206dbde327e435213488bf6b130b514f4a0c113",null]]}');
INSERT INTO "ledger_payload" VALUES(48,'bd253b980c70490e2076a6ebca90029e9b0aa30230614f26ef6b6f57b6f2bf5f','{"by":"王","facts":{"act":"issue","done_on":"2025-06-01","due":"2025-06-12","from":"drafting","kind":"annual-notice","late":false,"number":1,"papers":[["notice","00"]],"reason":"","role":"office","step":1,"to":"issued"},"records":[["filing","[1]","3550c93076e77ce1520e1f8fa00394fa1d3eed647ae955e7520a8540bc01fd5a","eb5bb96ba02d362d822d006a0206dbde327e435213488bf6b130b514f4a0c113"]]}');
INSERT INTO "ledger_payload" VALUES(49,'8d30feb4344085bed5b5f9884809c017a6bb87963f52f4a6c82f1fe91e7f0455','{"kind":"committee-compliance","replaces":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(50,'89f39a29b5f82b9b613086a013913af4061c6923e07f4aa7290cbd01dab5d628','{"kind":"committee-compliance","replaces":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(51,'fdecb9460568cb443bee7dfcb9f22ac69322e2e93752552764328ae07a418c3c','{"at":"2025-06-01T09:00:00+08:00","by":"hrss","format":"expertpool-report-decision/1","outcome":"countersigned","reason":null,"report":"6408dd40e5e9391145541bad55dbaaaba62df1c1515879256d307695b35caad0"}');
INSERT INTO "ledger_payload" VALUES(52,'a258d1f20e28a7e3035b639fd27bb2515b827d5f00b35b58c21a17fe0d565035','{"by":"王","facts":{"candidates":1,"members":2,"number":4},"records":[["meeting","[4]","459cf8cc7f118389333683a507d2fdfee06942f816e66cf495d004c17993373b",null]]}');
INSERT INTO "ledger_payload" VALUES(53,'ae7090e643583b562f4782b9804df22a2c8dbd3a41f856c9b1f403b5e988fef6','{"by":"王","facts":{"candidates":1,"meeting":4,"number":1,"passed":1},"records":[["ranking","[1]","56e0b538388c45d7b06433faabd45823349d51096391f93079e888cba069aa2d",null]]}');
INSERT INTO "ledger_payload" VALUES(54,'6d9ad5913d452fe3d7a604b79d1cb0e2f4e2ed7aa1ec8fc107b28a61669fbb8b','{"by":"王","facts":{"candidates":1,"members":2,"number":5},"records":[["meeting","[5]","f388a58067db87a11272ab4125faf78e0281534876378cc9f72dfd9d0e537d69",null]]}');
INSERT INTO "ledger_payload" VALUES(55,'83aec34ef1cfefd4979320fe6dfa7c7413b9fca2424cdd5db329153891d35ea7','{"by":"王","facts":{"candidates":1,"meeting":5,"number":1,"passed":1},"records":[["ranking","[2]","ce38025a35cf4c9a9503dac3ce26cd944f25c9df19a5064810db4a41a4d53e3a",null]]}');
INSERT INTO "ledger_payload" VALUES(56,'7179c5cbc3f7fc0839b2595d561b65abeb84c828d3d51a13799c7af7fbe739e7','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[1]","0139c2794511c72e46006bc70585eb61338fb8461dc1289194ba685d7813d581",null]]}');
INSERT INTO "ledger_payload" VALUES(57,'8b7530189cd4f4dc55ea4cf5518d84b689dc6a27b284f10221373f27a48371e0','{"by":"王","facts":{"candidates":1,"members":2,"number":6},"records":[["meeting","[6]","43ead9e0e682ebfa92831ab9a08791fbc0043c0088bd3ef7b7cd23cb2f78e0a0",null]]}');
INSERT INTO "ledger_payload" VALUES(58,'40b5eb0ff1a118341f3ab4599d9eb40569c4308e56a9b6368334f92e2c3fe380','{"by":"王","facts":{"candidates":1,"meeting":6,"number":1,"passed":1},"records":[["ranking","[3]","a2b3f122f777ffae741760b5b6f594cd2bae2acabd18a5e6b16eec6adff2f078",null]]}');
INSERT INTO "ledger_payload" VALUES(59,'5347f8fa13cc1f588340f2090483c8192a3971becf2bee299acce75af012ee31','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[2]","9b52f27db99160b94dafa3f2de8dffe0807dbe95e9d804d144ffa84e03327905",null]]}');
INSERT INTO "ledger_payload" VALUES(60,'b4cb75a9841be4641016e8c258e622590085cb82e0434a8ed754ee6d009e6f4f','{"by":"王","facts":{"kind":"reviewing","late":false,"received_on":"2025-08-20"},"records":[["complaint","[1]","27c933dc10114fdfa164a12d3f42c81998f105f59fdcdd5ffe4225193b54377d",null]]}');
INSERT INTO "ledger_payload" VALUES(61,'5bea83e4a11f5b87b88c7cf267024fbfa481dcee60af1fb1d8a823f008c97af5','{"by":"王","facts":{"candidates":1,"members":2,"number":7},"records":[["meeting","[7]","75d61a3395d0e16caa1f7cb33922e6de482e05be1132fecc0d7ee567376566c4",null]]}');
INSERT INTO "ledger_payload" VALUES(62,'838491f041bfae0aacf6a6496910f499aaac17b49af0ff3c0b56750e52d5eef5','{"by":"王","facts":{"candidates":1,"meeting":7,"number":1,"passed":1},"records":[["ranking","[4]","0c4ae48f3db28138466645102ab2f4fd26259a7c6994a2f50141c9d5d234209f",null]]}');
INSERT INTO "ledger_payload" VALUES(63,'d58ac56591ed99f54eff764bfc7a7bad178f8736f76be525ce10b7b37b367bfd','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[3]","d6649ec9259c3a458ed517c255c1711b301349beae5e3a96f425481fa0798062",null]]}');
INSERT INTO "ledger_payload" VALUES(64,'8629476ae444090189c800f8d31c690a259916c9f4b3d929ddbaa991e3b1c8e4','{"by":"王","facts":{"kind":"reviewing","late":false,"received_on":"2025-08-20"},"records":[["complaint","[2]","72456e77b83cf93540fa48ffb5e6cf1c1f09d77a82915e5c6a89f9d86d5d106e",null]]}');
INSERT INTO "ledger_payload" VALUES(65,'1e71d0696db63b8e8597bb418c78ac281ab17ffdbe44e2bb4673e2c982a3f62f','{"by":"王","facts":{"answered_on":"2025-08-21","finding":"unfounded","kind":"reviewing"},"records":[["complaint","[2]","3783d1e4a91f5f2610e32225e100c28bd098e39a3cca54a5213efcd6cf27a20a","72456e77b83cf93540fa48ffb5e6cf1c1f09d77a82915e5c6a89f9d86d5d106e"]]}');
INSERT INTO "ledger_payload" VALUES(66,'1941bc5ae592145a32f376aa8cd2344168080389878f1dc8ffbe1ad1f75fb67e','{"by":"王","facts":{"candidates":1,"members":2,"number":8},"records":[["meeting","[8]","4108a20f7dad0e69a69dccfbc5393f019d89cc38684031e7cae698ecb22d0051",null]]}');
INSERT INTO "ledger_payload" VALUES(67,'fbc77eb8602345605a024d19b0049498a1270ce2b0c86acb3276dddb0d4ea530','{"by":"王","facts":{"candidates":1,"meeting":8,"number":1,"passed":1},"records":[["ranking","[5]","71355b77e61a3b12885f36fadc90860681158db3bc7020477941e8484992980e",null]]}');
INSERT INTO "ledger_payload" VALUES(68,'852d3df43a0c7987b2b20744d6f5967d55c331dfa7ce243966940b9c897df399','{"by":"王","facts":{"ends_on":"2025-08-25","lines":1,"list":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","posted_on":"2025-08-18"},"records":[["publicity","[4]","01f32f53090ced1fbe055326549fdfdd7d06541961c9bf5cb63b12e9fdeed4e8",null]]}');
INSERT INTO "ledger_payload" VALUES(69,'dae97169e026d50750be272ec86307f11f0693e7cbbc5955c406e949ea93ee82','{"by":"王","facts":{"confirmed_on":"2025-08-26","left_out":0,"passed":1,"roster":"00"},"records":[["publicity","[4]","f047f9dee0f640287f44d0669f14ec8b42047a59898b0044b93264a54af7f1bf","01f32f53090ced1fbe055326549fdfdd7d06541961c9bf5cb63b12e9fdeed4e8"]]}');
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
INSERT INTO "one_time_code" VALUES(1,'$argon2id$v=19$m=19456,t=2,p=1$fRSPIl7ZHH+HM3DG4N7zHQ$lRFpD7PzQsiev9GyW1T8qoGcKjKCkaOEz0u5tsGuJ/I',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00');
INSERT INTO "one_time_code" VALUES(2,'$argon2id$v=19$m=19456,t=2,p=1$/EqmgZLICBvvFyj1v9gqJw$2b0yiGDLolQWl58dPCZQKpWaM29bg9Lkp3RdxWMK4dY',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00','2025-06-01T09:00:00+08:00');
INSERT INTO "one_time_code" VALUES(3,'$argon2id$v=19$m=19456,t=2,p=1$UwK2FbhFWq9cP9obBpHENA$NzQeB+TOCJJLV1yFL3OsfMfLRG75DG7obrA6P3AUuC8',2,'slip','2025-06-01T09:00:00+08:00','王','2025-06-03T09:00:00+08:00',NULL);
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
	device VARCHAR NOT NULL, 
	CONSTRAINT fk_personal_event_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
INSERT INTO "personal_event" VALUES(1,1,'account-opened','2025-06-01T09:00:00+08:00','王','');
INSERT INTO "personal_event" VALUES(2,2,'invite-issued','2025-06-01T09:00:00+08:00','王','');
INSERT INTO "personal_event" VALUES(3,2,'code-issued','2025-06-01T09:00:00+08:00','王','');
INSERT INTO "personal_event" VALUES(4,2,'invite-issued','2025-06-01T09:00:00+08:00','王','');
INSERT INTO "personal_event" VALUES(5,2,'code-issued','2025-06-01T09:00:00+08:00','王','');
INSERT INTO "personal_event" VALUES(6,2,'invite-issued','2025-06-01T09:00:00+08:00','王','');
INSERT INTO "personal_event" VALUES(7,2,'code-issued','2025-06-01T09:00:00+08:00','王','');
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
INSERT INTO "reader_key" VALUES('g1','5482b6adc73d9c1f908bc2ea39b3219d0688408cb9e222bc0ab49c4d0ce74f6c','RST3M89','p256','047431b18f055ac873b1eb7d74d8716ad1e3df06908b00cc2f901153f8eb6428184867c0fdab339c6c490a39ae704d29b5b4c2f1244350a29059622cf49b421155',NULL,'reader','2025-06-01T09:00:00+08:00','2025-06-01T09:00:00+08:00');
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
INSERT INTO "review_reader" VALUES('g1','R8HXHY6','E0003');
INSERT INTO "review_reader" VALUES('g1','RCBA3HV','E0002');
INSERT INTO "review_reader" VALUES('g1','RST3M89','E0001');
INSERT INTO "review_reader" VALUES('g2','RA41MV6','E0001');
INSERT INTO "review_reader" VALUES('g2','RAJPFP7','E0003');
INSERT INTO "review_reader" VALUES('g2','RSKVJWB','E0002');
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
INSERT INTO "review_task" VALUES('g1','0000-0001','RST3M89',1,1,0);
INSERT INTO "review_task" VALUES('g1','4821-3907','RST3M89',1,1,0);
INSERT INTO "review_task" VALUES('g1','9999-0000','RCBA3HV',1,1,0);
INSERT INTO "review_task" VALUES('g2','0000-0001','RA41MV6',1,1,0);
INSERT INTO "review_task" VALUES('g2','4821-3907','RA41MV6',1,1,0);
INSERT INTO "review_task" VALUES('g2','9999-0000','RSKVJWB',1,1,0);
INSERT INTO "review_task" VALUES('g1','9999-0000','R8HXHY6',1,2,0);
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
INSERT INTO "score_closing" VALUES('g1',1,'{"format":"expertpool-scores-closed/1","group":"g1","missing":4,"rubric":"0f6eb875003fb39bb13400ff7fe701e97bf99a9e282ea66643c5986258e89e69","sheets":[]}');
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
	weaker BOOLEAN NOT NULL, 
	CONSTRAINT fk_sign_in_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_sign_in_token UNIQUE (token)
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('import_batch',3);
INSERT INTO "sqlite_sequence" VALUES('expert',3);
INSERT INTO "sqlite_sequence" VALUES('misconduct',2);
INSERT INTO "sqlite_sequence" VALUES('account',2);
INSERT INTO "sqlite_sequence" VALUES('personal_event',7);
INSERT INTO "sqlite_sequence" VALUES('invite',3);
INSERT INTO "sqlite_sequence" VALUES('one_time_code',3);
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
COMMIT;

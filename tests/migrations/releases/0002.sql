BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE checkpoint (
	size INTEGER NOT NULL, 
	root VARCHAR NOT NULL, 
	note TEXT NOT NULL, 
	signed_at VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_checkpoint PRIMARY KEY (size)
);
CREATE TABLE committee (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	series VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	CONSTRAINT uq_committee_name_year UNIQUE (name, year)
);
INSERT INTO "committee" VALUES(1,'甲评委会',2025,'工程','中级');
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
INSERT INTO "expert" VALUES(1,'E0001','张1','男','云岭第1研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AT3fcNwPmmMGPQcdZ0pV2DBEZsq1GZFfHtQxdzDuNYuMTQRM4zhPSmYGS3tyNuc=','e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1','AfhUMEazzE_otk7EkeqsnAhdjfA6VLSAsqO3TGJ4etXIUbzZAeOS9w==','AYm0lBCcj4zO2NafNQ0pbslOpoI0HD1oVcScXgllRrxOI_vEaLJ-hBEZxDZlbQ==',1,1);
INSERT INTO "expert" VALUES(2,'E0002','张2','男','云岭第2研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','Acib4JA9c86GOOKUFGK0JUI85ihG-wiRs1MjbFcBeqart1h0jNQ6Jj_VOhmn22o=','4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007','Ad56YlTrt9Vn-KfFf-gCC0y76mLmHauKwOS-PPlfQBFn2VWdKCqy1A==','AaSdeXLkEErkcbPua2Bj7ufplAziLqgYS8JI_qxdaSxMVYIsSwbdgUYw5Pcm2A==',1,1);
INSERT INTO "expert" VALUES(3,'E0003','张3','男','云岭第3研究院','事业单位','云岭市','工程','["冶金", "材料"]','正高级','正常','在库','1970-05-01','AWb2BiZpca5xtQz3byBjbB7J-lJ9-C2DqtVreHDQNBVH1oWm3wUu44YyyuhQiJU=','d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79','AcPTe63RUkwIgBI8ITWrP0E-7jd3Zz8BGA38gB06Hw17q6rozvA9Qg==','AYD_woG_YKj4DLFhgdBuMcT4JpWzat1MGyMsWTtcuu8lP8FHG-ThZcpsCtQxGg==',1,0);
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
INSERT INTO "imported_row" VALUES(1,1,NULL,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AT3fcNwPmmMGPQcdZ0pV2DBEZsq1GZFfHtQxdzDuNYuMTQRM4zhPSmYGS3tyNuc=", "phone_sealed": "AXvU1BOXSa20nHVALUdg_3sM8qvU2_k6anWG9CpV0l-VEGgyE7unlQ==", "email_sealed": "AYm0lBCcj4zO2NafNQ0pbslOpoI0HD1oVcScXgllRrxOI_vEaLJ-hBEZxDZlbQ==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,2,NULL,'{"columns": {"expert_no": "E0002", "name": "张2", "gender": "男", "employer": "云岭第2研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "Acib4JA9c86GOOKUFGK0JUI85ihG-wiRs1MjbFcBeqart1h0jNQ6Jj_VOhmn22o=", "phone_sealed": "Ad56YlTrt9Vn-KfFf-gCC0y76mLmHauKwOS-PPlfQBFn2VWdKCqy1A==", "email_sealed": "AaSdeXLkEErkcbPua2Bj7ufplAziLqgYS8JI_qxdaSxMVYIsSwbdgUYw5Pcm2A==", "id_number_hash": "4a3e103be36fddafe2f9b6b61198997859d9e186769ac03dc67bf9604c03b007", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(1,3,NULL,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AWb2BiZpca5xtQz3byBjbB7J-lJ9-C2DqtVreHDQNBVH1oWm3wUu44YyyuhQiJU=", "phone_sealed": "AcPTe63RUkwIgBI8ITWrP0E-7jd3Zz8BGA38gB06Hw17q6rozvA9Qg==", "email_sealed": "AYD_woG_YKj4DLFhgdBuMcT4JpWzat1MGyMsWTtcuu8lP8FHG-ThZcpsCtQxGg==", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(2,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AT3fcNwPmmMGPQcdZ0pV2DBEZsq1GZFfHtQxdzDuNYuMTQRM4zhPSmYGS3tyNuc=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": "AXvU1BOXSa20nHVALUdg_3sM8qvU2_k6anWG9CpV0l-VEGgyE7unlQ==", "email_sealed": "AYm0lBCcj4zO2NafNQ0pbslOpoI0HD1oVcScXgllRrxOI_vEaLJ-hBEZxDZlbQ==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AT3fcNwPmmMGPQcdZ0pV2DBEZsq1GZFfHtQxdzDuNYuMTQRM4zhPSmYGS3tyNuc=", "phone_sealed": null, "email_sealed": "AYm0lBCcj4zO2NafNQ0pbslOpoI0HD1oVcScXgllRrxOI_vEaLJ-hBEZxDZlbQ==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,1,'{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AT3fcNwPmmMGPQcdZ0pV2DBEZsq1GZFfHtQxdzDuNYuMTQRM4zhPSmYGS3tyNuc=", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "phone_sealed": null, "email_sealed": "AYm0lBCcj4zO2NafNQ0pbslOpoI0HD1oVcScXgllRrxOI_vEaLJ-hBEZxDZlbQ==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0001", "name": "张1", "gender": "男", "employer": "云岭第1研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "level": "正高级", "integrity": "正常", "status": "在库", "id_number_sealed": "AT3fcNwPmmMGPQcdZ0pV2DBEZsq1GZFfHtQxdzDuNYuMTQRM4zhPSmYGS3tyNuc=", "phone_sealed": "AfhUMEazzE_otk7EkeqsnAhdjfA6VLSAsqO3TGJ4etXIUbzZAeOS9w==", "email_sealed": "AYm0lBCcj4zO2NafNQ0pbslOpoI0HD1oVcScXgllRrxOI_vEaLJ-hBEZxDZlbQ==", "id_number_hash": "e02595959f10318269e32556bef9d24114f7136a26c8d6a8f1ee63c3116202d1", "specialties": ["冶金", "材料"], "birth_month": "1970-05-01", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
INSERT INTO "imported_row" VALUES(3,3,'{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AWb2BiZpca5xtQz3byBjbB7J-lJ9-C2DqtVreHDQNBVH1oWm3wUu44YyyuhQiJU=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "AcPTe63RUkwIgBI8ITWrP0E-7jd3Zz8BGA38gB06Hw17q6rozvA9Qg==", "email_sealed": "AYD_woG_YKj4DLFhgdBuMcT4JpWzat1MGyMsWTtcuu8lP8FHG-ThZcpsCtQxGg==", "years_known": true, "listed": true}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}','{"columns": {"expert_no": "E0003", "name": "张3", "gender": "男", "employer": "云岭第3研究院", "employer_kind": "事业单位", "region": "云岭市", "series": "工程", "specialties": ["冶金", "材料"], "level": "正高级", "integrity": "正常", "status": "在库", "birth_month": "1970-05-01", "id_number_sealed": "AWb2BiZpca5xtQz3byBjbB7J-lJ9-C2DqtVreHDQNBVH1oWm3wUu44YyyuhQiJU=", "id_number_hash": "d66a21af43f1f0b0bab87d231ae389853457baca17f5129a2007690faf6a9e79", "phone_sealed": "AcPTe63RUkwIgBI8ITWrP0E-7jd3Zz8BGA38gB06Hw17q6rozvA9Qg==", "email_sealed": "AYD_woG_YKj4DLFhgdBuMcT4JpWzat1MGyMsWTtcuu8lP8FHG-ThZcpsCtQxGg==", "years_known": true, "listed": false}, "years": [2022, 2024], "recuse_units": ["云岭矿业集团"], "kin": [], "tenures": [["2024-01-01", "2026-12-31"]]}');
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
INSERT INTO "ledger_entry" VALUES(0,'e487db8787011a9f1c193af28a65d776eb8d9d1251d6de4782292d29bc038474','{"actor":"office","body_hash":"69198820235eeb7ddb42165138b58c887d1c71fa1a5dad920eaddeb8b3c56047","scope":"pool","seq":0,"t":"2025-06-01T09:00:00+08:00","type":"ledger:opened","v":1}');
INSERT INTO "ledger_entry" VALUES(1,'3aac8602119314f34f62ffff763baae5cfff9bbfc6611901b566e88fa927d716','{"actor":"office","body_hash":"22f36543ab1cfa89b112f2a66a5f244f120fa0ef097d46328ae8aed9a002e397","scope":"pool","seq":1,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(2,'0492e79aeb3a4a13bfd35908488637485a2f9afcb0a1a1664e01ca09d0fab7f9','{"actor":"office","body_hash":"828c3cb35818a81775b101bbbbe373a2c903cf23014167a78509e0843147cb46","scope":"pool","seq":2,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(3,'317b659c6aa1072ce1ccea824ab4576bc19c6810319bf84ecaa3442493f2376c','{"actor":"office","body_hash":"6319cf449527b346f22a99f26c43f16a5a20d6357b2f0f3f066caa0a75106886","scope":"pool","seq":3,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(4,'2ff2152dcbc9d432c0b1da69f039171d197f8c3ae501095cce03d25fde83b139','{"actor":"office","body_hash":"48652d684cf16893ff28d5f7401f3aabfdb32697407c97add2a304b324c8d7e7","scope":"pool","seq":4,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(5,'af28b86f12c7c4a5d6bc74a47371aec6780533023c80588c013894448a325b72','{"actor":"office","body_hash":"16190d55d32a22fb59fef3512e5362bbb6100327b409ea4a8e3ea7f712667d14","scope":"pool","seq":5,"t":"2025-06-01T09:00:00+08:00","type":"packet:finding:decided","v":1}');
INSERT INTO "ledger_entry" VALUES(6,'b421b938dd73279c1ac9c4ced0c22233812d4f4e0b36c4c92923fffb9e5a7697','{"actor":"office","body_hash":"87da0cd1b69a9c93356af2d47e0064a2f1894b07cd937e471480b678359f5573","scope":"pool","seq":6,"t":"2025-06-01T09:00:00+08:00","type":"packet:batch:released","v":1}');
INSERT INTO "ledger_entry" VALUES(7,'84d5c92b2029981110273738487f92c5217aef55f903c6d16ee10db73df24f89','{"actor":"office","body_hash":"5c1467461f01f1b32bb653fb236d5424acc675a496775f3e655f28003baedba8","scope":"pool","seq":7,"t":"2025-06-01T09:00:00+08:00","type":"unit:affiliated","v":1}');
INSERT INTO "ledger_entry" VALUES(8,'9c9b6bbb2c86051827b60e777c8f62d21c7955409c52b56becca59d380151ab9','{"actor":"office","body_hash":"389162aee13095ebbb8a1e65b2538215062057cc6361e731ccaa047e7de20d2a","scope":"pool","seq":8,"t":"2025-06-01T09:00:00+08:00","type":"unit:released","v":1}');
INSERT INTO "ledger_entry" VALUES(9,'862c06de08fd27a4d84ee4d26d6fd21e91c7edfd295533361a12abb93e88bcf8','{"actor":"office","body_hash":"c403404ced47f1062c84faa6b5e57c4590f1953e408324a51eee7dcb922e6d41","scope":"pool","seq":9,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(10,'5e0aa1f1e9b4842a5b2530f434532a8d89affac58483754f18a6365dc437b0b1','{"actor":"office","body_hash":"656248a16a4e9fa4034a426a4dbb4d1893f0427f24e134b8fca9975e3176e7f7","scope":"pool","seq":10,"t":"2025-06-01T09:00:00+08:00","type":"waiver:granted","v":1}');
INSERT INTO "ledger_entry" VALUES(11,'0f93d3ba01d9114687db9565daa63c8695e8bfb1ceb33556f54b7bdd9ea64f69','{"actor":"office","body_hash":"7badbb3dbcb9d5d4c1419027901b4d956070e5261a6935432e73bf15a08472a4","scope":"pool","seq":11,"t":"2025-06-01T09:00:00+08:00","type":"roster:import:done","v":1}');
INSERT INTO "ledger_entry" VALUES(12,'b2915c5c342b24f072124c793dc8b5a870f9b0f854d1a3467c568d7dacfcad11','{"actor":"office","body_hash":"3b879a2c34736159d98d985ed071e1375f037479941f81091953d952ebfa7e76","scope":"甲评委会/2025","seq":12,"t":"2025-06-01T09:00:00+08:00","type":"committee:kept","v":1}');
INSERT INTO "ledger_entry" VALUES(13,'83284fde5c687c489afd09c7890e689990c504b05cc090cabac1b1704350546f','{"actor":"office","body_hash":"cd78573ed7a601140fa4c003d2d1b372d6fce4244140064acb7fd8f617ecadd7","scope":"pool","seq":13,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:lifted","v":1}');
INSERT INTO "ledger_entry" VALUES(14,'3df00be5f2b2784742a488fbe654574b075ab29c3ab775cdc40d6a74b4b79468','{"actor":"office","body_hash":"dab0f3b5b35fc2b177187c8d94dbfc2b29fd2f3bf29e0bfd1603b02c1b181db1","scope":"pool","seq":14,"t":"2025-06-01T09:00:00+08:00","type":"roster:frozen","v":1}');
INSERT INTO "ledger_entry" VALUES(15,'0b022f4bda5d77ba13853f561bdc44b4a50fd295cf47f3baa0eb760c9e182e73','{"actor":"office","body_hash":"155cfeb7b994b8f3b96d55e925023601531e39c79971d6af476020be6ce08008","scope":"甲评委会/2025","seq":15,"t":"2025-06-01T09:00:00+08:00","type":"draw:panel:seated","v":1}');
INSERT INTO "ledger_entry" VALUES(16,'e76d3456c2e3d06e1e15c8f27dc613e82d96cdc19f8894573c2cbcdd48895832','{"actor":"office","body_hash":"433729dab36cae0eb6cdb1c30f25fec91f631e5d9838442d772036c824063ab9","scope":"pool","seq":16,"t":"2025-06-01T09:00:00+08:00","type":"misconduct:recorded","v":1}');
INSERT INTO "ledger_entry" VALUES(17,'34657cc808ac1a717711deeaa66c636cc9990384d7334054ab0cb086b9ad0678','{"actor":"office","body_hash":"fab589e72de114f8efe0c7f91ed0347a2299e41eda029f7a93149ffc85cc1032","scope":"pool","seq":17,"t":"2025-06-01T09:00:00+08:00","type":"pledge:signed","v":1}');
CREATE TABLE ledger_frontier (
	id INTEGER NOT NULL, 
	frontier TEXT NOT NULL, 
	CONSTRAINT pk_ledger_frontier PRIMARY KEY (id)
);
INSERT INTO "ledger_frontier" VALUES(1,'{"algorithm":"sha256","peaks":["9dfa8318bb9c813eea057bd1a0f0150b3a70d2627e6e20d348c741516261989c","939135334ae9ecd77f9df6eff3feba8cd5c7e32a281bba21f7c5cd18aa441483"],"size":18}');
CREATE TABLE ledger_payload (
	seq INTEGER NOT NULL, 
	salt VARCHAR NOT NULL, 
	content TEXT NOT NULL, 
	CONSTRAINT pk_ledger_payload PRIMARY KEY (seq), 
	CONSTRAINT fk_ledger_payload_seq FOREIGN KEY(seq) REFERENCES ledger_entry (seq)
);
INSERT INTO "ledger_payload" VALUES(0,'cda0a2527dd81c62b9662d00ffc09334a0880f3f8bd0f13a744bef36eaf74b9a','{"records":[]}');
INSERT INTO "ledger_payload" VALUES(1,'82eb1a405e5f53c35a42383cfc4d021d71763e4be8de185a8c511ee3fe74f961','{"by":"王","facts":{"added":3,"batch":1,"changed":0,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","421c0cb1f4d89fc9ff1485f4450c6059bffc5fd8777e6b524321dcdaf413482f",null],["expert","[2]","34022bf88fa6bdadf5b18b73877efcfce5941473c850e476e9df2004c7daee51",null],["expert","[3]","3807bb12bab80ee09196885335d1c1f732ea3bb1f41e35dcec77e65f0e6f6d19",null],["import_batch","[1]","8d8393ee476fd83f248f917d6805381c1c65c4b61fd1e7ee9021dbe997cb94b9",null],["pool_lock","[1]","eb578d3163c0f8031460ab4f0cb912cf858b16ab584ccfa5a7ee07f750c311a1",null]]}');
INSERT INTO "ledger_payload" VALUES(2,'8173e5c0487b8c4783b226f2c33a94d25910d5f3e132ff5159338cdbeb22d174','{"by":"王","facts":{},"records":[["misconduct","[1]","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7",null]]}');
INSERT INTO "ledger_payload" VALUES(3,'9c1262c6ddb28b751dda6faee71d9c6d3676ef0e2f861bc0a8f44d4cc81f1c0f','{"by":"王","facts":{"of":"研究院","unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51",null],["unit","[\"\\u7814\\u7a76\\u9662\"]","e9357835574882c6d0f5e6a13db0cb307a37e9938a7792fabbae5eaa32a7b66e",null]]}');
INSERT INTO "ledger_payload" VALUES(4,'b5072b5e40940c1471ce861aba43b8bc18f1c4a3c7d6f82dcea9e5ab9c7c45bf','{"by":"王","facts":{"added":0,"batch":2,"changed":1,"digest":"00","removed":0,"source":"名册.xlsx"},"records":[["expert","[1]","cb418f7c66a14f7edab0a98cec709d80ee38a45f8c0307c04e1647ba5d8d900b","421c0cb1f4d89fc9ff1485f4450c6059bffc5fd8777e6b524321dcdaf413482f"],["import_batch","[2]","aa78e887cf67d11cdd3918f97b833c1029179be693cbc2d4087bf2bf5ef35544",null]]}');
INSERT INTO "ledger_payload" VALUES(5,'b363d60ff03e47aa2dc822d9bcd01736df7a8f5c6b9729b0a6addf336fa84478','{"by":"王","facts":{"A001":[{"about":"q"}]},"records":[]}');
INSERT INTO "ledger_payload" VALUES(6,'427e03d3b838e398fc4e442c09c970931b3452e5bda787d97921e8c87ef5b0fa','{"by":"王","facts":{"0000-0001":"00"},"records":[]}');
INSERT INTO "ledger_payload" VALUES(7,'905c4601a91d451ab4fd9f16807ac75ba9e4352c2acbed2525e9ac7c7745ae9b','{"by":"王","facts":{"of":"研究院","unit":"杂志社"},"records":[["unit","[\"\\u6742\\u5fd7\\u793e\"]","5d19915dd5bcce1958e6652811cbce1f15fbd196a626a06045638a53d3ebb05d",null]]}');
INSERT INTO "ledger_payload" VALUES(8,'1fffe9583be8121d4dd3994847e5877040d700d9342cd1250ebb262d0290d567','{"by":"王","facts":{"unit":"检测中心"},"records":[["unit","[\"\\u68c0\\u6d4b\\u4e2d\\u5fc3\"]","ef501bb16353e2aa64409271dd1b26def661b49c7d62c56700f0bb8eca56aef9","b69da68bff5e3eacc96f3f880da71984db6e0ab94cf16ba247c21dc0f10e4c51"]]}');
INSERT INTO "ledger_payload" VALUES(9,'48ebf6bfcbb041069add456f35cc21f26778c6aed9d0623e1009eaf3bbf50b1e','{"by":"王","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[1]","842c1d4afa710052108cdb60d1337c1bb323a732fe8432844cfd10b9c7ac7c2a",null],["roster_content","[\"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c\"]","93745286820285354e6d7d7e821fbeb2548675e193e730db5704aa666e41fdc5",null]]}');
INSERT INTO "ledger_payload" VALUES(10,'0572caedc515dc909f678f9e193b4815f80cf77662dda7b74312939b29886003','{"by":"王","facts":{"rule":"rest"},"records":[["waiver","[1]","866506cd28455628b4723eef9bc39299e41919d8299ea3d3474202bf8327c9ce",null]]}');
INSERT INTO "ledger_payload" VALUES(11,'1782bd1ecc1a52a2cdfe9e391de31b2e6218367814a1bf73458573a9628dd514','{"by":"王","facts":{"added":0,"batch":3,"changed":1,"digest":"01","removed":1,"source":"b.xlsx"},"records":[["expert","[1]","09436dcff1ed2a93a894a2dc8ec3ac76aa4f2b06b2e70da9c42f66dfef8eb784","cb418f7c66a14f7edab0a98cec709d80ee38a45f8c0307c04e1647ba5d8d900b"],["expert","[3]","b142aeadb97677fcd65b7d34db8a8cd4d760d895fd119bc0a2b3f0e748d6f46b","3807bb12bab80ee09196885335d1c1f732ea3bb1f41e35dcec77e65f0e6f6d19"],["import_batch","[3]","0db9f2a254b412dc8674e374bea7482accc941826925532d9364d77b361ae658",null]]}');
INSERT INTO "ledger_payload" VALUES(12,'394ffd1bcedaafc1f2a29396e43554227876b357166b5b527628ef5d13c7d1be','{"by":"王","facts":{"name":"甲评委会","year":2025},"records":[["committee","[1]","b4c090830428c4fc311fad7af4a7180b2aaa827f774b36005aba2219e22f92d4",null]]}');
INSERT INTO "ledger_payload" VALUES(13,'6b80f5d70755173c1ba4ab0f3af6354d5f404a8f15399cc025b32997acf8212c','{"by":"王","facts":{},"records":[["misconduct","[1]","fd6da5893bdfee082894ee14fcaa642c25a3c7957c7de90c83ca7949b9b18b51","bbf60c7668e73748006aa0998d7f160bd9ff5cd3f05495830ba82383b84bf5f7"]]}');
INSERT INTO "ledger_payload" VALUES(14,'ea6543f34742f3227d4741c7de70a0d8e9da419a1ebd09046c193e8d814db302','{"by":"-","facts":{"digest":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c","experts":3,"source":"a.xlsx"},"records":[["roster","[2]","34d59ad172fbc9ef43dea4604be14ae89507b281caf78cc703ecea8e9b791110",null]]}');
INSERT INTO "ledger_payload" VALUES(15,'1e4d057a1291d533e8e318a067489a7d71296c8bcc352acf72914c9b48cb4961','{"by":"-","facts":{"assurance":"M0","attempt":1,"method":"lottery","roster":"2c9f08715131243544d447999cfaeef6389e8bd0350ae40a2fbec410c384817c"},"records":[["draw","[1]","77f22f07f3bfa05c9715e476bbab5601300f40608dcc1c188b345d9769b0d09f",null],["panel","[1]","b2114068208214be08cac5d3176100518cac16f9d64cc616aeef0ee5be6d6e08",null]]}');
INSERT INTO "ledger_payload" VALUES(16,'861e4e8767267bd135290d3a0a359e48084194b338ffeaab28c4709fa784372c','{"by":"王","facts":{},"records":[["misconduct","[2]","a9db27243d73ef71e82c80f18437b9272b06b3d3d4ad7e9e51a4f167242b3278",null]]}');
INSERT INTO "ledger_payload" VALUES(17,'784bf0618c5906765be3ecf1f9a533aa09d3d5b8cb785c22aaeb5f00f1656a28','{"by":"王","facts":{},"records":[["pledge","[1,2025]","5def772b7889752f8bef7225f4367ec84f3d9e975be64dda837f39b656303d91",null]]}');
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
CREATE TABLE panel (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	draw_id INTEGER NOT NULL, 
	CONSTRAINT fk_panel_draw_id FOREIGN KEY(draw_id) REFERENCES draw (id), 
	CONSTRAINT uq_panel_draw_id UNIQUE (draw_id)
);
INSERT INTO "panel" VALUES(1,1);
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
CREATE TABLE recusal (
	expert_id INTEGER NOT NULL, 
	unit VARCHAR NOT NULL, 
	CONSTRAINT pk_recusal PRIMARY KEY (expert_id, unit), 
	CONSTRAINT fk_recusal_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
INSERT INTO "recusal" VALUES(2,'云岭矿业集团');
INSERT INTO "recusal" VALUES(1,'云岭矿业集团');
INSERT INTO "recusal" VALUES(3,'云岭矿业集团');
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('import_batch',3);
INSERT INTO "sqlite_sequence" VALUES('expert',3);
INSERT INTO "sqlite_sequence" VALUES('misconduct',2);
INSERT INTO "sqlite_sequence" VALUES('roster',2);
INSERT INTO "sqlite_sequence" VALUES('waiver',1);
INSERT INTO "sqlite_sequence" VALUES('committee',1);
INSERT INTO "sqlite_sequence" VALUES('draw',1);
INSERT INTO "sqlite_sequence" VALUES('panel',1);
COMMIT;
